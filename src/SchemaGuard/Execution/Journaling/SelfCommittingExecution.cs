using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Planning;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The execution of a statement that may end its own transaction without showing it, such as a procedure call. Its transaction first records that it
/// was entered and last that the statement is done. After a crash, an entry without the done-mark means that the statement has committed something by
/// itself; no entry means that nothing of it remains.
/// </summary>
internal sealed class SelfCommittingExecution(
    GuardContext guard,
    DbConnection connection,
    Journal journal,
    StatementRunner runner,
    PlannedMigration planned
)
{
    private const string Entered = "entered";
    private StatementFailedException? _broken;

    /// <summary>Runs the statement and marks it as done.</summary>
    /// <returns>Whether it is done; otherwise another process has continued with the migration.</returns>
    /// <exception cref="StatementFailedException">It failed, or it was interrupted after it had committed something by itself.</exception>
    public async Task<bool> ApplyAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        if (row.Intent == number && IntentState.Observed(row) == Entered)
        {
            throw InDoubt(statement, row, number, doneHash, failure: null);
        }

        if (!await journal.AnnounceAsync(row, number, doneHash, observed: null, head, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            var isDone = await AttemptAsync(statement, row, number, doneHash, head, cancellationToken).ConfigureAwait(false);

            // If no attempt of this run failed, an entry is that of another process, which has continued with the row.
            if (isDone || _broken is null || !await HasEnteredAsync(row, number, cancellationToken).ConfigureAwait(false))
            {
                return isDone;
            }
        }
        catch (StatementFailedException failure)
            when (connection.State == ConnectionState.Open && !cancellationToken.IsCancellationRequested)
        {
            // The database has refused it. If nothing of it remains, it may be corrected; otherwise only a person knows what does.
            if (await HasEnteredOrWithdrawAsync(failure, row, number, head, cancellationToken).ConfigureAwait(false))
            {
                throw InDoubt(statement, row, number, doneHash, failure);
            }

            throw;
        }
        catch (StatementFailedException failure) when (connection.State != ConnectionState.Open)
        {
            failure.IsInDoubt = failure.Statement is not null;
            throw;
        }

        // An attempt that was blocked before its end had already committed something: it is not repeated.
        throw InDoubt(statement, row, number, doneHash, _broken);
    }

    private async Task<bool> AttemptAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var isDone = false;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                {
                    try
                    {
                        isDone = await journal
                            .InTurnAsync(head, (turn, token) => RunInsideAsync(statement, row, number, doneHash, turn, token), ct)
                            .ConfigureAwait(false);
                    }
                    catch (StatementFailedException failure)
                    {
                        _broken = failure;
                        throw;
                    }
                },
                async ct => !await HasEnteredAsync(row, number, ct).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return isDone;
    }

    private async Task<bool> RunInsideAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        LockedTransaction turn,
        CancellationToken cancellationToken
    )
    {
        var entry = IntentState.Of(doneHash, Entered);
        var history = guard.History.Marks;
        var transaction = turn.Transaction;
        if (!await history.MarkIntentAsync(connection, transaction, row.Sequence, number, entry, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
        await runner.RunAsync(planned, statement, number, transaction, cancellationToken).ConfigureAwait(false);
        return await history
            .MarkDoneAsync(connection, transaction, row.Sequence, number, doneHash, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Determines, after a failed attempt, whether the statement had committed something by itself.</summary>
    private async Task<bool> HasEnteredAsync(HistoryRow row, int number, CancellationToken cancellationToken)
    {
        var rows = await guard.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
        return rows.FirstOrDefault(found => found.Sequence == row.Sequence) is { } now
            && now.Intent == number
            && IntentState.Observed(now) == Entered;
    }

    /// <summary>
    /// Determines the same, and withdraws the announcement if nothing was committed. If neither can be done, that must not hide the failure itself.
    /// </summary>
    private async Task<bool> HasEnteredOrWithdrawAsync(
        StatementFailedException failure,
        HistoryRow row,
        int number,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (await HasEnteredAsync(row, number, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            await journal.WithdrawAsync(row, number, head, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
            failure.IsInDoubt = true;
        }

        return false;
    }

    private StatementFailedException InDoubt(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        StatementFailedException? failure
    )
    {
        var repair = guard.History.Repairs.RepairOf(row, number, doneHash);
        var error = failure is null
            ? StatementMessages.InDoubt(statement, StatementMessages.CommittedByItself, repair)
            : StatementMessages.FailedAfterCommit(failure.Error, repair);
        return new StatementFailedException(statement, number, error, failure) { StatementsDone = number - 1, IsInDoubt = true };
    }
}
