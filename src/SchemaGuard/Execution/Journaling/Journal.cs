using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Journaling;

/// <summary>The journal of a migration that runs statement by statement: its marks, each written in a turn of its own.</summary>
internal class Journal(GuardContext guard, DbConnection connection, LockedTransactions turns)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Creates the journal that fits the lock that is held.</summary>
    public static Journal Of(GuardContext guard, DbConnection connection, LockedTransactions turns) =>
        turns.StatementFence is { } fence
            ? new DeferringJournal(guard, connection, turns, guard.History.Fenced(connection, fence))
            : new Journal(guard, connection, turns);

    /// <summary>Gets the head before a row that is not written yet; <see langword="null"/> if everything is written.</summary>
    protected virtual HistoryHead? UnwrittenAfter => null;

    /// <summary>Appends the migration's row.</summary>
    /// <returns>Whether the head was as expected; otherwise another process has continued.</returns>
    public virtual Task<bool> BeginAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken) =>
        InTurnAsync(
            head,
            async (turn, ct) =>
            {
                await guard.History.AppendAsync(connection, turn.Transaction, row, TimeSpan.Zero, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Records that the migration is finished.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> FinishAsync(HistoryRow finished, HistoryHead head, TimeSpan elapsed, CancellationToken cancellationToken) =>
        InTurnAsync(
            head,
            (turn, ct) => guard.History.Marks.FinishAsync(connection, turn.Transaction, finished, elapsed, ct),
            cancellationToken
        );

    /// <summary>Writes what is not written yet.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> FlushAsync(HistoryHead head, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Writes what is not written yet, in a transaction; <see cref="Written"/> follows its commit.</summary>
    protected virtual Task<bool> WriteUnwrittenAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    /// <summary>Records that what was not written yet is now committed.</summary>
    protected virtual void Written() { }

    /// <summary>Writes what is not written yet because the run ends here. A run that is killed cannot do so: the next one settles it.</summary>
    public async Task TryFlushAsync(HistoryHead head)
    {
        using var limit = new TimeLimit(guard.Time, Patience);
        try
        {
            await FlushAsync(head, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNotWorthAWord(exception))
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    /// <summary>Announces a statement that cannot run in a transaction.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> AnnounceAsync(
        HistoryRow row,
        int statement,
        string doneHash,
        string? observed,
        HistoryHead head,
        CancellationToken cancellationToken
    ) =>
        InTurnAsync(
            head,
            (turn, ct) =>
                guard.History.Marks.MarkIntentAsync(
                    connection,
                    turn.Transaction,
                    row.Sequence,
                    statement,
                    IntentState.Of(doneHash, observed),
                    ct
                ),
            cancellationToken
        );

    /// <summary>
    /// Announces a statement by a write that itself checks whether the catalog shows what is expected, if the journal has such a write.
    /// </summary>
    /// <returns>Whether it is announced; otherwise nothing is written, and <see cref="AnnounceAsync"/> shows why.</returns>
    public virtual Task<bool> TryAnnounceAsync(
        HistoryRow row,
        int statement,
        string doneHash,
        ExpectedObservation expected,
        CancellationToken cancellationToken
    ) => Task.FromResult(false);

    /// <summary>Withdraws the announcement of a statement that is known to have failed.</summary>
    public virtual Task WithdrawAsync(HistoryRow row, int statement, HistoryHead head, CancellationToken cancellationToken) =>
        InTurnAsync(
            head,
            (turn, ct) => guard.History.Marks.WithdrawIntentAsync(connection, turn.Transaction, row.Sequence, statement, ct),
            cancellationToken
        );

    /// <summary>Marks a statement that ran outside a transaction as done.</summary>
    /// <param name="row">The migration's row.</param>
    /// <param name="statement">The statement's number, from 1.</param>
    /// <param name="doneHash">The hash of the statements that are then done.</param>
    /// <param name="mayWait">Whether losing the mark is harmless, because it can be settled again.</param>
    /// <param name="head">The head of the history.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> MarkDoneAsync(
        HistoryRow row,
        int statement,
        string doneHash,
        bool mayWait,
        HistoryHead head,
        CancellationToken cancellationToken
    ) =>
        InTurnAsync(
            head,
            (turn, ct) => guard.History.Marks.MarkDoneAsync(connection, turn.Transaction, row.Sequence, statement, doneHash, ct),
            cancellationToken
        );

    /// <summary>
    /// Stores the database's text in the row, for the status. If that fails or has to wait, it must not hide the failure itself: it has two seconds
    /// of its own.
    /// </summary>
    public async Task RecordAsync(StatementFailedException failure, HistoryRow row, HistoryHead head)
    {
        using var limit = new TimeLimit(guard.Time, Patience);
        try
        {
            await InTurnAsync(head, (turn, ct) => MarkErrorAsync(failure, row, turn.Transaction, ct), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNotWorthAWord(exception))
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    private static bool IsNotWorthAWord(Exception exception) =>
        exception
            is DbException
                or StatementFailedException
                or SchemaGuardException
                or OperationCanceledException
                or InvalidOperationException
                or TimeoutException
                or LockLostException;

    private async Task<bool> MarkErrorAsync(
        StatementFailedException failure,
        HistoryRow row,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await guard
            .History.Marks.MarkErrorAsync(connection, transaction, row.Sequence, failure.Error.Message, cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>Does a piece of work in one turn, and commits it if the work returns <see langword="true"/>.</summary>
    /// <returns>Whether it was committed.</returns>
    public async Task<bool> InTurnAsync(
        HistoryHead head,
        Func<LockedTransaction, CancellationToken, Task<bool>> work,
        CancellationToken cancellationToken
    )
    {
        var turn = await turns.NextAsync(UnwrittenAfter ?? head, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return false;
        }

        await using (turn.ConfigureAwait(false))
        {
            try
            {
                if (
                    !await WriteUnwrittenAsync(turn.Transaction, cancellationToken).ConfigureAwait(false)
                    || !await work(turn, cancellationToken).ConfigureAwait(false)
                )
                {
                    return false;
                }

                await turn.CommitAsync(cancellationToken).ConfigureAwait(false);
                Written();
                return true;
            }
            catch (DbException exception)
            {
                throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
            }
        }
    }
}
