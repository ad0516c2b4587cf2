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
                await ApplyAsync(plan, turns, cancellationToken).ConfigureAwait(false);
                var rows = await _calls.RunAsync(ct => guard.History.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false);
                plan = guard.Planner.Plan(set, rows);
            }
        }

        return plan;
    }

    private async Task ApplyAsync(MigrationPlan plan, MigrationTurns turns, CancellationToken cancellationToken)
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
                    return;
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
    }

    private async Task<HistoryHead?> ApplyAsync(
        PlannedMigration planned,
        HistoryHead head,
        MigrationTurns turns,
        CancellationToken cancellationToken
    )
    {
        HistoryHead? next;
        try
        {
            next = planned.IsTransactional
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

        // Code may have done anything to the session; a script says what it does. After a failure the run ends, and the session with it.
        if (planned.Prepared?.ChangesSession ?? true)
        {
            await guard.Provider.ResetSessionAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        return next;
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
