using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Applies plans on one connection until nothing is pending, planning again whenever another process was faster.</summary>
internal sealed class Migrator(GuardServices guard, DbConnection connection, IProgress<MigrationProgress>? listener)
{
    private readonly DatabaseCalls _calls = new(guard);
    private readonly List<AppliedMigration> _applied = [];
    private bool _isSessionChanged;
    private readonly RunProgress _progress = new(listener);

    /// <summary>Gets what this run has applied so far, also when it failed.</summary>
    public IReadOnlyList<AppliedMigration> Applied => _applied;

    /// <summary>Applies everything that is pending.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="plan">The first plan.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <returns>The plan that is left: without migrations, or blocked by a finding.</returns>
    /// <exception cref="MigrationFailedException">A statement failed.</exception>
    /// <exception cref="SchemaLockTimeoutException">The lock was not obtained in time.</exception>
    public async Task<MigrationPlan> RunAsync(MigrationSet set, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var turns = new MigrationTurns(guard, connection);
        await using (turns.ConfigureAwait(false))
        {
            while (plan.Migrations.Count > 0 && !plan.IsBlocked)
            {
                var stuckAt = await ApplyAsync(plan, turns, cancellationToken).ConfigureAwait(false);
                var rows = await _calls.RunAsync(ct => guard.History.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false);
                var tried = plan;
                plan = guard.Planner.Plan(set, rows);
                RefuseStandstill(stuckAt, tried, plan);
            }
        }

        await CleanSessionAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Refuses to try for ever what nobody else is moving: the row was then changed by hand into one that no run can finish.</summary>
    private void RefuseStandstill(PlannedMigration? stuckAt, MigrationPlan tried, MigrationPlan next)
    {
        if (
            stuckAt is not null
            && next.Head == tried.Head
            && next.Migrations is [var again, ..]
            && (again.Name, again.Module, again.StatementsDone) == (stuckAt.Name, stuckAt.Module, stuckAt.StatementsDone)
        )
        {
            var failure = new StatementFailedException(statement: null, number: 0, Messages.Standstill(), inner: null)
            {
                StatementsDone = stuckAt.StatementsDone,
            };
            throw Explain(failure, stuckAt, next.Migrations.Count - 1, TimeSpan.Zero);
        }
    }

    /// <returns>The migration that another process has gone on with, so that it must be planned again; <see langword="null"/> when all are applied.</returns>
    private async Task<PlannedMigration?> ApplyAsync(MigrationPlan plan, MigrationTurns turns, CancellationToken cancellationToken)
    {
        var head = plan.Head;
        for (var i = 0; i < plan.Migrations.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var planned = plan.Migrations[i];
            _progress.Begin(planned, _applied.Count + 1, _applied.Count + plan.Migrations.Count - i);
            var started = guard.Time.GetTimestamp();
            using var activity = GuardTracing.StartMigration(guard, planned);
            try
            {
                if (await ApplyAsync(planned, head, turns, cancellationToken).ConfigureAwait(false) is not { } next)
                {
                    return planned;
                }

                head = next;
            }
            catch (StatementFailedException failure)
            {
                GuardTracing.Fail(activity, failure.Error);
                throw Explain(failure, planned, plan.Migrations.Count - i - 1, guard.Time.GetElapsedTime(started));
            }

            Record(planned, guard.Time.GetElapsedTime(started));
        }

        return null;
    }

    private async Task<HistoryHead?> ApplyAsync(
        PlannedMigration planned,
        HistoryHead head,
        MigrationTurns turns,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await CleanSessionAsync(cancellationToken).ConfigureAwait(false);

            // Code may do anything to the session; a script says what it does.
            _isSessionChanged = planned.Prepared?.ChangesSession ?? true;
            return planned.IsTransactional
                ? await new TransactionalExecution(guard, connection, turns, _progress)
                    .ApplyAsync(planned, head, cancellationToken)
                    .ConfigureAwait(false)
                : await new JournaledExecution(guard, connection, turns, _progress, planned)
                    .ApplyAsync(head, cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SchemaGuardException or StatementFailedException))
        {
            // Outside any statement, as where the database would not even let the transaction begin. A driver may throw anything.
            throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
        }
    }

    /// <summary>Gives what comes next a session without traces of the migration before it.</summary>
    private async Task CleanSessionAsync(CancellationToken cancellationToken)
    {
        if (_isSessionChanged)
        {
            _isSessionChanged = false;
            await _calls.RunAsync(ResetAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> ResetAsync(CancellationToken cancellationToken)
    {
        await guard.Provider.ResetSessionAsync(connection, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private void Record(PlannedMigration planned, TimeSpan elapsed)
    {
        var done = new AppliedMigration(
            planned.Module,
            planned.Name,
            planned.Kind,
            planned.Statements.Count - planned.StatementsDone,
            elapsed
        );
        _applied.Add(done);
        GuardMetrics.RecordApplied(guard.Name, planned.Module, elapsed);
        Log.MigrationApplied(guard.Logger, guard.Name, planned.Name, done.Statements, elapsed);
    }

    private Exception Explain(StatementFailedException failure, PlannedMigration planned, int remaining, TimeSpan waited)
    {
        GuardMetrics.RecordFailed(guard.Name, planned.Module);
        if (failure.Error.Kind == DatabaseErrorKind.Busy)
        {
            return new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, waited, holder: null);
        }

        var facts = FailureReport.Create(failure, planned, [.. _applied.Select(migration => migration.Name)], remaining);
        return new MigrationFailedException(guard.Name, guard.Database, facts, failure);
    }
}
