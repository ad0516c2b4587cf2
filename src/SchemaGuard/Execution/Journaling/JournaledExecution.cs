using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The application, statement by statement, of a script that cannot run in one transaction. A statement that can run in a transaction commits
/// together with its done-mark. One that cannot is announced by an intent before and marked after. One instance is one run.
/// </summary>
internal sealed class JournaledExecution(
    GuardContext guard,
    DbConnection connection,
    LockedTransactions turns,
    RunProgress progress,
    PlannedMigration planned
)
{
    private readonly StatementRunner _runner = new(guard, connection, turns, progress.Heard);
    private readonly JournaledRow _row = new(guard, connection, turns, planned);

    private IScriptDialect Dialect => guard.Provider.Dialect;

    /// <summary>Applies the migration, or what an interrupted run left of it.</summary>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">A token that stops between statements; what is done stays done, and a later run continues there.</param>
    /// <returns>The new head, or <see langword="null"/> when another process has continued with it: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; those before it stay done.</exception>
    public async Task<HistoryHead?> ApplyAsync(HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        await _runner.RunBeforeTransactionAsync(planned, cancellationToken).ConfigureAwait(false);
        if (!await _row.BeginAsync(head, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        RefuseLostSession();
        await RestoreSessionAsync(cancellationToken).ConfigureAwait(false);
        return await RunStatementsAsync(cancellationToken).ConfigureAwait(false)
            ? await _row.FinishAsync(guard.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Refuses a script that sets up a session which its next statement would not have.</summary>
    private void RefuseLostSession()
    {
        var statement = planned.SqlStatements.FirstOrDefault(Dialect.EstablishesSession);
        if (statement is not null && !turns.KeepsSession)
        {
            throw new StatementFailedException(statement, statement.Index, StatementMessages.SessionNotKept(statement), inner: null)
            {
                StatementsDone = _row.Row.StatementsDone,
            };
        }
    }

    /// <summary>Runs the statements that only set up the session again: an interrupted run's session is gone.</summary>
    private async Task RestoreSessionAsync(CancellationToken cancellationToken)
    {
        foreach (var statement in planned.SqlStatements.Take(_row.Row.StatementsDone).Where(Dialect.EstablishesSession))
        {
            await _runner.RunAsync(planned, statement, number: 0, transaction: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is not done yet.</summary>
    /// <returns>Whether everything is done; otherwise another process has continued with it.</returns>
    private async Task<bool> RunStatementsAsync(CancellationToken cancellationToken)
    {
        var doneHash = _row.Row.DoneHash ?? CompletedStatementsHash.Empty;
        for (var i = _row.Row.StatementsDone; i < planned.SqlStatements.Count; i++)
        {
            progress.Report(i + 1, planned.SqlStatements.Count);
            doneHash = CompletedStatementsHash.Next(doneHash, planned.SqlStatements[i]);
            try
            {
                if (
                    !await ApplyAsync(new JournalStep(_row.Row, i + 1, doneHash, _row.Head, planned.SqlStatements[i]), cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    return false;
                }
            }
            catch (StatementFailedException failure)
            {
                failure.StatementsDone = i;
                await _row.RecordAsync(failure).ConfigureAwait(false);
                throw;
            }
            catch (OperationCanceledException)
            {
                await _row.Journal.TryFlushAsync(_row.Head).ConfigureAwait(false);
                throw;
            }
        }

        return true;
    }

    private async Task<bool> ApplyAsync(JournalStep step, CancellationToken cancellationToken)
    {
        var statement = step.Statement!;
        if (Dialect.MayCommitUnseen(statement))
        {
            return await new SelfCommittingExecution(guard, connection, _row.Journal, _runner, planned, step)
                .ApplyAsync(cancellationToken)
                .ConfigureAwait(false);
        }

        if (statement.Class is { IsTransactional: true, CommitsImplicitly: false } && !step.IsAnnounced)
        {
            try
            {
                return await ApplyInsideAsync(step, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementFailedException failure) when (failure.Error.Kind == DatabaseErrorKind.EndsTransaction)
            {
                // The attempt shows what its text does not: it calls a procedure that commits. The attempt is rolled back.
            }
        }

        return await new NonTransactionalExecution(guard, connection, turns, _row.Journal, _runner, progress, planned, step)
            .ApplyAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> ApplyInsideAsync(JournalStep step, CancellationToken cancellationToken)
    {
        var isDone = false;
        ExistingObject? skipped = null;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                    isDone = await _row
                        .Journal.InTurnAsync(step.Head, (turn, token) => RunInsideAsync(step, turn, found => skipped = found, token), ct)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isDone)
        {
            progress.NoteSkipped(guard, planned, step.Statement!, skipped);
        }

        return isDone;
    }

    private async Task<bool> RunInsideAsync(
        JournalStep step,
        LockedTransaction turn,
        Action<ExistingObject?> skips,
        CancellationToken cancellationToken
    )
    {
        var transaction = turn.Transaction;

        // The mark comes first: its condition proves that no other process has run this statement.
        if (
            !await guard
                .History.Marks(connection, transaction)
                .MarkDoneAsync(step.Row.Sequence, step.Number, step.DoneHash, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return false;
        }

        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
        skips(
            await new SkippedCreation(guard, connection, progress)
                .CompareAsync(step.Statement!, step.Number, transaction, cancellationToken)
                .ConfigureAwait(false)
        );
        await _runner.RunAsync(planned, step.Statement!, step.Number, transaction, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
