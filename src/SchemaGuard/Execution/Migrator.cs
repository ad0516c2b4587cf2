using System.Data.Common;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Journaling;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Transactions;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution;

/// <summary>The loop that applies plans on one connection until nothing is pending, planning again whenever another process was faster.</summary>
internal sealed class Migrator(GuardContext guard, DbConnection connection, List<AppliedMigration> applied, RunProgress progress)
{
    private const int MostFruitlessLosses = 4;
    private readonly FailureExplanation _explanation = new(guard, applied);
    private readonly MigrationSession _session = new(guard, connection);
    private readonly RetryLoop _afterLoss = new(guard.Time, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
    private int _fruitless;
    private (MigrationPlan? Plan, int Place) _at;

    /// <summary>Applies everything that is pending.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="plan">The first plan.</param>
    /// <param name="cancellationToken">A token that stops between statements.</param>
    /// <returns>The remaining plan: without migrations, or blocked by a finding.</returns>
    /// <exception cref="MigrationFailedException">A statement failed.</exception>
    /// <exception cref="SchemaLockTimeoutException">The lock was not obtained in time.</exception>
    /// <exception cref="ConnectionLostException">The connection was lost; what was committed must be read on another.</exception>
    public async Task<MigrationPlan> RunAsync(MigrationSet set, MigrationPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await RunPlansAsync(set, plan, cancellationToken).ConfigureAwait(false);
        }
        catch when (_session.IsChanged)
        {
            await _session.GiveBackAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<MigrationPlan> RunPlansAsync(MigrationSet set, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var plans = new RunPlans(guard, connection, set);
        var turns = new LockedTransactions(guard, connection);
        var groups = new GroupExecution(guard, connection, turns, _session, progress) { Applied = Record };
        await using (turns.ConfigureAwait(false))
        await using (groups.ConfigureAwait(false))
        {
            for (
                plan = await plans.ContestAsync(plan, turns, cancellationToken).ConfigureAwait(false);
                plan.Migrations.Count > 0 && !plan.IsBlocked;
                plan = await plans.ContestAsync(plan, turns, cancellationToken).ConfigureAwait(false)
            )
            {
                var losses = turns.Losses;
                var stuckAt = await ApplyAsync(plan, turns, groups, cancellationToken).ConfigureAwait(false);
                var tried = plan;
                plan = await plans.PlanAsync(cancellationToken).ConfigureAwait(false);
                if (stuckAt is null || !IsStandstill(stuckAt, tried, plan))
                {
                    _fruitless = 0;
                }
                else if (losses == turns.Losses)
                {
                    throw Standstill(stuckAt, plan);
                }
                else
                {
                    await RefuseLossesAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await _session.CleanAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Determines whether the migration at which this run was stuck has not changed.</summary>
    private static bool IsStandstill(PlannedMigration stuckAt, MigrationPlan tried, MigrationPlan next) =>
        next.Head == tried.Head
        && next.Migrations is [var again, ..]
        && (again.Name, again.Module, again.Row) == (stuckAt.Name, stuckAt.Module, stuckAt.Row);

    /// <summary>Explains what would otherwise be tried for ever: a row that was changed by hand into one that no run can finish.</summary>
    private Exception Standstill(PlannedMigration stuckAt, MigrationPlan next)
    {
        var failure = new StatementFailedException(statement: null, number: 0, StatementMessages.Standstill(), inner: null)
        {
            StatementsDone = stuckAt.StatementsDone,
        };
        return _explanation.Explain(failure, stuckAt, next.Migrations.Count - 1, TimeSpan.Zero);
    }

    /// <summary>Pauses after the lock was lost without any progress, and gives up when that happens repeatedly.</summary>
    private async Task RefuseLossesAsync(CancellationToken cancellationToken)
    {
        if (++_fruitless >= MostFruitlessLosses)
        {
            throw new SchemaLockTimeoutException(
                guard.Name,
                guard.Database,
                guard.Provider.Target,
                LockMessages.LockLostAgain(guard.Name, guard.Provider.Target, _fruitless)
            );
        }

        await _afterLoss.PauseAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>
    /// The migration with which another process has continued, so that it must be planned again; <see langword="null"/> when all are applied.
    /// </returns>
    private async Task<PlannedMigration?> ApplyAsync(
        MigrationPlan plan,
        LockedTransactions turns,
        GroupExecution groups,
        CancellationToken cancellationToken
    )
    {
        var (head, alone, begun) = (plan.Head, 0, 0);
        for (var i = 0; i < plan.Migrations.Count; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            turns.Expect(plan.Migrations[i], plan.Migrations.Count - i);
            var count = i < alone ? 1 : Math.Max(1, groups.CountFrom(plan.Migrations, i));
            Begin(plan, i, begun, begun = Math.Max(begun, i + count));
            var done =
                count > 1
                    ? await groups.ApplyAsync([.. plan.Migrations.Skip(i).Take(count)], head, cancellationToken).ConfigureAwait(false)
                    : await ApplyAloneAsync(plan, i, head, turns, cancellationToken).ConfigureAwait(false);
            if (done is null)
            {
                return plan.Migrations[i];
            }

            (head, i) = (done is [.., var last] ? last : head, i + done.Count);
            alone = done.Count < count ? i + 1 : alone;
        }

        return null;
    }

    /// <summary>Records which migration begins, and logs those not logged yet: after a failed group, its migrations begin once more.</summary>
    private void Begin(MigrationPlan plan, int place, int from, int to)
    {
        _at = (plan, place);
        var before = applied.Count - place;
        progress.Begin(plan.Migrations[place], before + place + 1, before + plan.Migrations.Count, plan.Migrations.Skip(place + 1));
        for (var i = from; i < to; i++)
        {
            Log.MigrationBegins(guard.Logger, guard.Name, plan.Migrations[i].Name, before + i + 1, before + plan.Migrations.Count);
        }
    }

    private async Task<IReadOnlyList<HistoryHead>?> ApplyAloneAsync(
        MigrationPlan plan,
        int place,
        HistoryHead head,
        LockedTransactions turns,
        CancellationToken cancellationToken
    )
    {
        var started = guard.Time.GetTimestamp();
        var planned = plan.Migrations[place];
        var remaining = plan.Migrations.Count - place - 1;
        if (await ApplyOrExplainAsync(planned, head, turns, remaining, cancellationToken).ConfigureAwait(false) is not { } next)
        {
            return null;
        }

        Record(planned, guard.Time.GetElapsedTime(started));
        return [next];
    }

    private async Task<HistoryHead?> ApplyOrExplainAsync(
        PlannedMigration planned,
        HistoryHead head,
        LockedTransactions turns,
        int remaining,
        CancellationToken cancellationToken
    )
    {
        var started = guard.Time.GetTimestamp();
        using var activity = GuardTracing.StartMigration(guard.Name, guard.Provider, planned);
        try
        {
            return await ApplyAsync(planned, head, turns, cancellationToken).ConfigureAwait(false);
        }
        catch (LockLostException)
        {
            await turns.LoseAsync().ConfigureAwait(false);
            return null;
        }
        catch (StatementFailedException failure)
            when (FailureCause.IsConnectionLost(failure, planned, connection) && !cancellationToken.IsCancellationRequested)
        {
            if (!progress.Lose(planned, failure.Number))
            {
                throw new ConnectionLostException(failure.Error, failure);
            }

            GuardTracing.Fail(activity, failure.Error);
            throw Explained(failure.With(StatementMessages.LostTwice(failure.Error)));
        }
        catch (StatementFailedException failure) when (FailureCause.IsOvertaken(failure, planned))
        {
            await turns.LoseAsync().ConfigureAwait(false);
            return null;
        }
        catch (StatementFailedException failure)
        {
            GuardTracing.Fail(activity, failure.Error);
            throw Explained(await _explanation.CompleteAsync(failure, _at.Plan!, _at.Place, cancellationToken).ConfigureAwait(false));
        }

        Exception Explained(StatementFailedException failure)
        {
            progress.Heard.TellOfFailed(guard, planned);
            return _explanation.Explain(failure, planned, remaining, guard.Time.GetElapsedTime(started));
        }
    }

    private async Task<HistoryHead?> ApplyAsync(
        PlannedMigration planned,
        HistoryHead head,
        LockedTransactions turns,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _session.PrepareAsync(planned, cancellationToken).ConfigureAwait(false);
            return await (
                planned.IsTransactional
                    ? new TransactionalExecution(guard, connection, turns, progress).ApplyAsync(planned, head, cancellationToken)
                : planned.Migration.Code is null
                    ? new JournaledExecution(guard, connection, turns, progress, planned).ApplyAsync(head, cancellationToken)
                : new JournaledCodeExecution(guard, connection, turns, progress, planned).ApplyAsync(head, cancellationToken)
            ).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception
                    is not (
                        OperationCanceledException
                        or SchemaGuardException
                        or StatementFailedException
                        or LockLostException
                        or ConnectionLostException
                    )
            )
        {
            // Outside any statement, for example when the database did not let the transaction begin. A driver may throw anything.
            throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
        }
    }

    private void Record(PlannedMigration planned, TimeSpan elapsed)
    {
        var done = new AppliedMigration(planned.Module, planned.Name, planned.Kind, planned.StatementsLeft, elapsed);
        applied.Add(done);
        progress.Heard.Tell(guard, planned.Module, planned.Name);
        MigrationMetrics.RecordApplied(guard.Name, planned.Module, elapsed);
        Log.MigrationApplied(guard.Logger, guard.Name, planned.Name, done.Statements, elapsed, elapsed.TotalSeconds);
    }
}
