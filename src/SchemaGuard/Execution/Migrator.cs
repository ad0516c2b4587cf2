using System.Data;
using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Applies plans on one connection until nothing is pending, planning again whenever another process was faster.</summary>
internal sealed class Migrator(
    GuardServices guard,
    DbConnection connection,
    List<AppliedMigration> applied,
    IProgress<MigrationProgress>? listener
)
{
    private const int MostFruitlessLosses = 4;
    private static readonly TimeSpan PatienceForCleaning = TimeSpan.FromSeconds(5);
    private readonly DatabaseCalls _calls = new(guard);
    private readonly Backoff _afterLoss = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
    private bool _isSessionChanged;
    private int _fruitless;
    private IReadOnlyList<PlannedMigration> _pending = [];
    private readonly RunProgress _progress = new(listener);

    /// <summary>Gets what the run has to report besides what it applied.</summary>
    public IReadOnlyList<Finding> Notes => _progress.Notes;

    /// <summary>Applies everything that is pending.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="plan">The first plan.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <returns>The plan that is left: without migrations, or blocked by a finding.</returns>
    /// <exception cref="MigrationFailedException">A statement failed.</exception>
    /// <exception cref="SchemaLockTimeoutException">The lock was not obtained in time.</exception>
    /// <exception cref="ConnectionLostException">The connection is gone; what was committed is to be read on another.</exception>
    public async Task<MigrationPlan> RunAsync(MigrationSet set, MigrationPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await RunPlansAsync(set, plan, cancellationToken).ConfigureAwait(false);
        }
        catch when (_isSessionChanged)
        {
            await GiveSessionBackAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<MigrationPlan> RunPlansAsync(MigrationSet set, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var turns = new MigrationTurns(guard, connection);
        await using (turns.ConfigureAwait(false))
        {
            while (plan.Migrations.Count > 0 && !plan.IsBlocked)
            {
                var losses = turns.Losses;
                var stuckAt = await ApplyAsync(plan, turns, cancellationToken).ConfigureAwait(false);
                var rows = await _calls.RunAsync(ct => guard.History.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false);
                var tried = plan;
                plan = guard.Planner.Plan(set, rows);
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

        await CleanSessionAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Says whether nobody has moved what this run was stuck at.</summary>
    private static bool IsStandstill(PlannedMigration stuckAt, MigrationPlan tried, MigrationPlan next) =>
        next.Head == tried.Head
        && next.Migrations is [var again, ..]
        && (again.Name, again.Module, again.StatementsDone) == (stuckAt.Name, stuckAt.Module, stuckAt.StatementsDone);

    /// <summary>Explains what would otherwise be tried for ever: a row that was changed by hand into one that no run can finish.</summary>
    private Exception Standstill(PlannedMigration stuckAt, MigrationPlan next)
    {
        var failure = new StatementFailedException(statement: null, number: 0, Messages.Standstill(), inner: null)
        {
            StatementsDone = stuckAt.StatementsDone,
        };
        return Explain(failure, stuckAt, next.Migrations.Count - 1, TimeSpan.Zero);
    }

    /// <summary>Pauses after the lock was lost without any progress, and gives up when that happens again and again.</summary>
    private async Task RefuseLossesAsync(CancellationToken cancellationToken)
    {
        if (++_fruitless >= MostFruitlessLosses)
        {
            throw new SchemaLockTimeoutException(
                guard.Name,
                guard.Database,
                guard.Provider.Target,
                Messages.LockLostAgain(guard.Name, guard.Provider.Target, _fruitless)
            );
        }

        await Task.Delay(_afterLoss.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The migration that another process has gone on with, so that it must be planned again; <see langword="null"/> when all are applied.</returns>
    private async Task<PlannedMigration?> ApplyAsync(MigrationPlan plan, MigrationTurns turns, CancellationToken cancellationToken)
    {
        var head = plan.Head;
        for (var i = 0; i < plan.Migrations.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var planned = plan.Migrations[i];
            turns.Expect(planned, plan.Migrations.Count - i);
            _pending = [.. plan.Migrations.Skip(i)];
            _progress.Begin(planned, applied.Count + 1, applied.Count + plan.Migrations.Count - i);
            var started = guard.Time.GetTimestamp();
            if (
                await ApplyOrExplainAsync(planned, head, turns, plan.Migrations.Count - i - 1, cancellationToken).ConfigureAwait(false)
                is not { } next
            )
            {
                return planned;
            }

            head = next;
            Record(planned, guard.Time.GetElapsedTime(started));
        }

        return null;
    }

    private async Task<HistoryHead?> ApplyOrExplainAsync(
        PlannedMigration planned,
        HistoryHead head,
        MigrationTurns turns,
        int remaining,
        CancellationToken cancellationToken
    )
    {
        var started = guard.Time.GetTimestamp();
        using var activity = GuardTracing.StartMigration(guard, planned);
        try
        {
            return await ApplyAsync(planned, head, turns, cancellationToken).ConfigureAwait(false);
        }
        catch (LockLostException)
        {
            await turns.LoseAsync().ConfigureAwait(false);
            return null;
        }
        catch (StatementFailedException failure) when (IsConnectionLost(planned) && !cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionLostException(failure.Error, failure);
        }
        catch (StatementFailedException failure) when (IsOvertaken(failure, planned))
        {
            await turns.LoseAsync().ConfigureAwait(false);
            return null;
        }
        catch (StatementFailedException failure)
        {
            GuardTracing.Fail(activity, failure.Error);
            throw Explain(
                await new FailureCompletion(guard).RunAsync(failure, _pending, cancellationToken).ConfigureAwait(false),
                planned,
                remaining,
                guard.Time.GetElapsedTime(started)
            );
        }
    }

    /// <summary>
    /// Says whether a write or a read of the guard's own was given up for somebody else's, as on a cluster whose nodes start together. It has
    /// changed nothing: the lock is taken anew, and everything is planned again.
    /// </summary>
    private static bool IsOvertaken(StatementFailedException failure, PlannedMigration planned) =>
        failure is { Statement: null, Error.Kind: DatabaseErrorKind.Conflict } && planned.Migration.Code is null;

    /// <summary>Says whether the connection went away. Code that has closed it itself has failed, and is not run again.</summary>
    private bool IsConnectionLost(PlannedMigration planned) => planned.Migration.Code is null && connection.State != ConnectionState.Open;

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
            _isSessionChanged = !RestoresItself(planned) && (planned.Prepared?.ChangesSession ?? true);
            return planned.IsTransactional
                ? await new TransactionalExecution(guard, connection, turns, _progress)
                    .ApplyAsync(planned, head, cancellationToken)
                    .ConfigureAwait(false)
                : await new JournaledExecution(guard, connection, turns, _progress, planned)
                    .ApplyAsync(head, cancellationToken)
                    .ConfigureAwait(false);
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
            // Outside any statement, as where the database would not even let the transaction begin. A driver may throw anything.
            throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
        }
    }

    /// <summary>Cleans the session after a failure, too: through a pool, the application may have it next.</summary>
    private async Task GiveSessionBackAsync()
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(PatienceForCleaning, guard.Time);
            await ResetAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or OperationCanceledException or TimeoutException)
        {
            // The failure before it is the one to tell; whoever gets the session finds it broken or as it is.
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

    /// <summary>Says whether what the migration does to its session is undone in its own transaction.</summary>
    private bool RestoresItself(PlannedMigration planned) => planned.IsTransactional && guard.Provider.Dialect.Pipeline is not null;

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
        applied.Add(done);
        GuardMetrics.RecordApplied(guard.Name, planned.Module, elapsed);
        Log.MigrationApplied(guard.Logger, guard.Name, planned.Name, done.Statements, elapsed);
    }

    private Exception Explain(StatementFailedException failure, PlannedMigration planned, int remaining, TimeSpan waited)
    {
        GuardMetrics.RecordFailed(guard.Name, planned.Module);
        if (failure.Error.Kind == DatabaseErrorKind.Busy)
        {
            return new SchemaLockTimeoutException(
                guard.Name,
                guard.Database,
                guard.Provider.Target,
                waited,
                Messages.Blockers(failure.Blockers),
                planned
            );
        }

        var facts = FailureReport.Create(failure, planned, [.. applied.Select(migration => migration.Name)], remaining);
        return new MigrationFailedException(guard.Name, guard.Database, facts, failure);
    }
}
