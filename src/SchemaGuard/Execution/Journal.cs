using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Writes the marks of a migration that runs statement by statement, each in a turn of its own.</summary>
internal sealed class Journal(GuardServices guard, DbConnection connection, MigrationTurns turns)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Announces a statement that cannot run in a transaction.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has gone on with it.</returns>
    public Task<bool> AnnounceAsync(HistoryRow row, int statement, HistoryHead head, CancellationToken cancellationToken) =>
        InTurnAsync(
            head,
            (transaction, ct) => guard.History.MarkIntentAsync(connection, transaction, row.Sequence, statement, ct),
            cancellationToken
        );

    /// <summary>Marks a statement as done that ran outside a transaction.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has gone on with it.</returns>
    public Task<bool> MarkDoneAsync(
        HistoryRow row,
        int statement,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    ) =>
        InTurnAsync(
            head,
            (transaction, ct) => guard.History.MarkDoneAsync(connection, transaction, row.Sequence, statement, doneHash, ct),
            cancellationToken
        );

    /// <summary>
    /// Leaves the database's words in the row, for those who look at the status. That this may fail, too, or be waited for, must not hide the
    /// failure itself: it has two seconds of its own.
    /// </summary>
    public async Task RecordAsync(StatementFailedException failure, HistoryRow row, HistoryHead head)
    {
        using var limit = new CancellationTokenSource(Patience, guard.Time);
        try
        {
            await InTurnAsync(head, (transaction, ct) => MarkErrorAsync(failure, row, transaction, ct), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception
                    is DbException
                        or StatementFailedException
                        or SchemaGuardException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, exception.Message);
        }
    }

    private async Task<bool> MarkErrorAsync(
        StatementFailedException failure,
        HistoryRow row,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await guard
            .History.MarkErrorAsync(connection, transaction, row.Sequence, failure.Error.Message, cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>Does a piece of work in one turn, and commits it if it says so.</summary>
    /// <returns>Whether it was committed.</returns>
    public async Task<bool> InTurnAsync(
        HistoryHead head,
        Func<DbTransaction, CancellationToken, Task<bool>> work,
        CancellationToken cancellationToken
    )
    {
        var turn = await turns.NextAsync(head, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return false;
        }

        await using (turn.ConfigureAwait(false))
        {
            try
            {
                if (!await work(turn.Transaction, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                await turn.CommitAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (DbException exception)
            {
                throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
            }
        }
    }
}
