using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>
/// Applies migrations that cannot run in one transaction, statement by statement. A statement that can run in a transaction
/// commits together with its done-mark. One that cannot is announced by an intent before and marked after.
/// </summary>
internal sealed class JournaledExecution(GuardServices guard, DbConnection connection, MigrationTurns turns, RunProgress progress)
{
    private readonly StatementRunner _runner = new(guard, connection);

    /// <summary>Applies one migration, or what an interrupted run left of it.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">Stops between statements; what is done stays done, and a later run goes on there.</param>
    /// <returns>The new head, or <see langword="null"/> when another process has gone on with it: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; those before it stay done.</exception>
    public async Task<HistoryHead?> ApplyAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        await _runner.RunBeforeTransactionAsync(planned, cancellationToken).ConfigureAwait(false);
        var row = planned.Row;
        var previousChain = planned.PreviousChain;
        if (row is null)
        {
            previousChain = head.Chain;
            row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Partial);
            if (!await InTurnAsync(head, (transaction, ct) => AppendAsync(transaction, row, ct), cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            head = new HistoryHead(row.Sequence, row.Chain);
        }

        RefuseUnsettled(planned, row);
        await RestoreSessionAsync(planned, row, cancellationToken).ConfigureAwait(false);
        if (!await RunStatementsAsync(planned, row, head, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var finished = HistoryRows.Finished(row, previousChain, planned, guard.Signature);
        return await InTurnAsync(head, (turn, ct) => FinishAsync(planned, finished, started, turn, ct), cancellationToken)
            .ConfigureAwait(false)
            ? HeadAfter(head, finished)
            : null;
    }

    /// <summary>Runs again what only sets up the session: an interrupted run's session is gone.</summary>
    private async Task RestoreSessionAsync(PlannedMigration planned, HistoryRow row, CancellationToken cancellationToken)
    {
        var done = planned.Statements.Take(row.StatementsDone);
        foreach (var statement in done.Where(statement => guard.Provider.Dialect.EstablishesSession(statement.Class)))
        {
            await _runner.RunAsync(planned, statement, number: 0, transaction: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is not done yet.</summary>
    /// <returns>Whether everything is done; otherwise another process has gone on with it.</returns>
    private async Task<bool> RunStatementsAsync(
        PlannedMigration planned,
        HistoryRow row,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var doneHash = row.DoneHash ?? DoneHash.Empty;
        for (var i = row.StatementsDone; i < planned.Statements.Count; i++)
        {
            progress.Report(i + 1, planned.Statements.Count);
            doneHash = DoneHash.Next(doneHash, planned.Statements[i], guard.Provider.Dialect.LexicalRules);
            if (!await ApplyStatementAsync(planned, row, i + 1, doneHash, head, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> FinishAsync(
        PlannedMigration planned,
        HistoryRow finished,
        long started,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await _runner.CheckBeforeCommitAsync(planned, transaction, cancellationToken).ConfigureAwait(false);
        return await guard
            .History.FinishAsync(connection, transaction, finished, guard.Time.GetElapsedTime(started), cancellationToken)
            .ConfigureAwait(false);
    }

    private static HistoryHead HeadAfter(HistoryHead head, HistoryRow finished) =>
        head.Sequence == finished.Sequence ? new HistoryHead(finished.Sequence, finished.Chain) : head;

    /// <summary>Refuses to guess about a statement of which nobody knows whether it ran.</summary>
    private void RefuseUnsettled(PlannedMigration planned, HistoryRow row)
    {
        if (row.Intent is not { } intent || intent > planned.Statements.Count)
        {
            return;
        }

        var statement = planned.Statements[intent - 1];
        if (!guard.Provider.Dialect.IsRepeatable(statement.Class))
        {
            throw new StatementFailedException(statement, intent, Messages.InDoubt(statement), inner: null);
        }
    }

    private async Task<bool> ApplyStatementAsync(
        PlannedMigration planned,
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var statement = planned.Statements[number - 1];
        try
        {
            if (statement.Class.IsTransactional)
            {
                return await InTurnAsync(
                        head,
                        (transaction, ct) => RunInsideAsync(planned, statement, row, number, doneHash, transaction, ct),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            var announced = await InTurnAsync(
                    head,
                    (transaction, ct) => guard.History.MarkIntentAsync(connection, transaction, row.Sequence, number, ct),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!announced)
            {
                return false;
            }

            await _runner.RunAsync(planned, statement, number, transaction: null, cancellationToken).ConfigureAwait(false);
            return await InTurnAsync(
                    head,
                    (transaction, ct) => guard.History.MarkDoneAsync(connection, transaction, row.Sequence, number, doneHash, ct),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            await RecordAsync(failure, row, head, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<bool> RunInsideAsync(
        PlannedMigration planned,
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        // The mark comes first: its condition proves that no other process has run this statement.
        if (
            !await guard
                .History.MarkDoneAsync(connection, transaction, row.Sequence, number, doneHash, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return false;
        }

        await _runner.RunAsync(planned, statement, number, transaction, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> AppendAsync(DbTransaction transaction, HistoryRow row, CancellationToken cancellationToken)
    {
        await guard.History.AppendAsync(connection, transaction, row, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Leaves the database's words in the row, for those who look at the status. That this may fail, too, must not hide the failure itself.</summary>
    private async Task RecordAsync(StatementFailedException failure, HistoryRow row, HistoryHead head, CancellationToken cancellationToken)
    {
        try
        {
            await InTurnAsync(
                    head,
                    async (transaction, ct) =>
                    {
                        await guard
                            .History.MarkErrorAsync(connection, transaction, row.Sequence, failure.Error.Message, ct)
                            .ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or StatementFailedException or SchemaGuardException)
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, exception.Message);
        }
    }

    /// <summary>Does a piece of work in one turn, and commits it if it says so.</summary>
    /// <returns>Whether it was committed.</returns>
    private async Task<bool> InTurnAsync(
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
