using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
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
    PlannedMigration planned,
    JournalStep step
)
{
    private const string Entered = "entered";
    private StatementFailedException? _broken;

    /// <summary>Runs the statement and marks it as done.</summary>
    /// <returns>Whether it is done; otherwise another process has continued with the migration.</returns>
    /// <exception cref="StatementFailedException">It failed, or it was interrupted after it had committed something by itself.</exception>
    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        if (step.IsAnnounced && IntentState.Observed(step.Row) == Entered)
        {
            throw InDoubt(failure: null);
        }

        if (!await journal.AnnounceAsync(step, observed: null, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            var isDone = await AttemptAsync(cancellationToken).ConfigureAwait(false);

            // If no attempt of this run failed, an entry is that of another process, which has continued with the row.
            if (isDone || _broken is null || !await HasEnteredAsync(cancellationToken).ConfigureAwait(false))
            {
                return isDone;
            }
        }
        catch (StatementFailedException failure)
            when (connection.State == ConnectionState.Open && !cancellationToken.IsCancellationRequested)
        {
            // The database has refused it. If nothing of it remains, it may be corrected; otherwise only a person knows what does.
            if (await HasEnteredOrWithdrawAsync(failure, cancellationToken).ConfigureAwait(false))
            {
                throw InDoubt(failure);
            }

            throw;
        }
        catch (StatementFailedException failure) when (connection.State != ConnectionState.Open)
        {
            failure.IsInDoubt = failure.Statement is not null;
            throw;
        }

        // An attempt that was blocked before its end had already committed something: it is not repeated.
        throw InDoubt(_broken);
    }

    private async Task<bool> AttemptAsync(CancellationToken cancellationToken)
    {
        var isDone = false;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                {
                    try
                    {
                        isDone = await journal.InTurnAsync(step.Head, RunInsideAsync, ct).ConfigureAwait(false);
                    }
                    catch (StatementFailedException failure)
                    {
                        _broken = failure;
                        throw;
                    }
                },
                async ct => !await HasEnteredAsync(ct).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return isDone;
    }

    private async Task<bool> RunInsideAsync(LockedTransaction turn, CancellationToken cancellationToken)
    {
        var marks = guard.History.Marks(connection, turn.Transaction);
        var (sequence, number) = (step.Row.Sequence, step.Number);
        if (
            !await marks
                .MarkIntentAsync(sequence, number, step.IntentState(Entered), expected: null, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return false;
        }

        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
        await runner.RunAsync(planned, step.Statement!, number, turn.Transaction, cancellationToken).ConfigureAwait(false);
        return await marks.MarkDoneAsync(sequence, number, step.DoneHash, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Determines, after a failed attempt, whether the statement had committed something by itself.</summary>
    private async Task<bool> HasEnteredAsync(CancellationToken cancellationToken)
    {
        var rows = await guard.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
        return rows.FirstOrDefault(found => found.Sequence == step.Row.Sequence) is { } now
            && now.Intent == step.Number
            && IntentState.Observed(now) == Entered;
    }

    /// <summary>
    /// Determines the same, and withdraws the announcement if nothing was committed. If neither can be done, that must not hide the failure itself.
    /// </summary>
    private async Task<bool> HasEnteredOrWithdrawAsync(StatementFailedException failure, CancellationToken cancellationToken)
    {
        try
        {
            if (await HasEnteredAsync(cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            await journal.WithdrawAsync(step, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
            failure.IsInDoubt = true;
        }

        return false;
    }

    private StatementFailedException InDoubt(StatementFailedException? failure)
    {
        var repair = guard.History.Repairs.RepairOf(step.Row, step.Number, step.DoneHash);
        var error = failure is null
            ? StatementMessages.InDoubt(step.Statement!, StatementMessages.CommittedByItself, repair)
            : StatementMessages.FailedAfterCommit(failure.Error, repair);
        return new StatementFailedException(step.Statement, step.Number, error, failure)
        {
            StatementsDone = step.Number - 1,
            IsInDoubt = true,
        };
    }
}
