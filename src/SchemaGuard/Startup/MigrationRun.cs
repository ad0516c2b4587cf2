using System.Data;
using SchemaGuard.Activities;
using SchemaGuard.Assessment;
using SchemaGuard.Execution;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Journaling;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Startup;

/// <summary>
/// A run that applies the pending migrations. If the connection is lost it continues on a new one: what was committed is read, never assumed. One
/// instance is one run.
/// </summary>
internal sealed class MigrationRun(
    GuardContext guard,
    ReportComposer assessor,
    DatabaseConnector connector,
    HealthyDatabaseStamp stamp,
    MigrationSet set,
    IProgress<MigrationProgress>? progress
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly List<AppliedMigration> _applied = [];
    private readonly RunProgress _progress = new(new TrackedProgress(guard.Activity, progress));

    /// <summary>Applies the pending migrations, verifies and stamps the database, and returns the report.</summary>
    /// <param name="plan">The plan of what is pending.</param>
    /// <param name="isOfDatabase">Whether the database existed when the plan was made. An earlier plan knows nothing of the server whose
    /// rules apply to the scripts.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    public async Task<SchemaReport> RunAsync(MigrationPlan plan, bool isOfDatabase, CancellationToken cancellationToken)
    {
        if (plan.Migrations.Count > 0)
        {
            Log.Applying(guard.Logger, guard.Name, plan.Migrations.Count, plan.Migrations[0].Name, plan.Migrations[^1].Name);
        }

        var loop = new RetryLoop(guard.Time, FirstPause, LongestPause);
        for (var attempt = 1; ; attempt++)
        {
            var opened = await connector.OpenAsync(ConnectionIntent.Migrate, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var appliedBefore = _applied.Count;
                try
                {
                    plan =
                        attempt > 1 ? await SettleAsync(plan, opened, cancellationToken).ConfigureAwait(false)
                        : isOfDatabase && opened.State.UnsettledSchema is null ? plan
                        : await assessor.Reader.PlanAsync(set, opened, cancellationToken).ConfigureAwait(false);
                    guard.RefuseHidden(plan, opened.State);
                    RefuseIfReadOnly(opened.State, plan, isFirst: attempt == 1);
                    return await MigrateOnAsync(opened, plan, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (IsConnectionLost(opened, exception) && !cancellationToken.IsCancellationRequested)
                {
                    // The wait counts from the loss, because what ran before it may have taken hours.
                    if (_applied.Count > appliedBefore)
                    {
                        loop.Start();
                    }

                    RefuseIfOver(loop, exception);
                    Log.ConnectionLost(guard.Logger, guard.Name, guard.Provider.Target, LoggedReason.Of(guard.Provider, exception));
                }
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Refuses a database that accepts no writes. After a lost connection it may be a standby that is about to become the primary, so the
    /// run waits for that.
    /// </summary>
    private void RefuseIfReadOnly(DatabaseState state, MigrationPlan plan, bool isFirst)
    {
        if (state.IsReadOnly && plan.Migrations.Count > 0)
        {
            var error = ConnectionMessages.ReadOnly(plan.Migrations);
            throw isFirst
                ? new DatabaseUnreachableException(guard.Name, guard.Database, guard.Provider.Target, error, TimeSpan.Zero, inner: null)
                : new ConnectionLostException(error, new InvalidOperationException(error.Message));
        }
    }

    private static bool IsConnectionLost(ObservedConnection opened, Exception exception) =>
        exception is ConnectionLostException { Error.Kind: DatabaseErrorKind.ReadOnly }
        || (opened.Connection!.State != ConnectionState.Open && exception is ConnectionLostException or DatabaseUnreachableException);

    private void RefuseIfOver(RetryLoop loop, Exception exception)
    {
        if (loop.Elapsed >= guard.Options.ConnectTimeout)
        {
            throw exception is ConnectionLostException lost
                ? new DatabaseUnreachableException(guard.Name, guard.Database, guard.Provider.Target, lost.Error, loop.Elapsed, lost)
                : exception;
        }
    }

    /// <summary>Reads how much of this run's work was committed before the connection was lost, and plans the rest.</summary>
    private async Task<MigrationPlan> SettleAsync(MigrationPlan lost, ObservedConnection opened, CancellationToken cancellationToken)
    {
        var rows = await assessor.Reader.ReadHistoryAsync(opened, cancellationToken).ConfigureAwait(false);
        foreach (
            var planned in lost.Migrations.Where(planned =>
                !_applied.Exists(done => done.Name == planned.Name && ModuleNames.AreSame(done.Module, planned.Module))
            )
        )
        {
            var row = rows.LastOrDefault(row => row.Name == planned.Name && ModuleNames.AreSame(row.Module, planned.Module));
            if (row is { State: HistoryStates.Applied } && WasPending(row, planned, lost) && row.Host == guard.Signature.Host)
            {
                _applied.Add(
                    new AppliedMigration(
                        planned.Module,
                        planned.Name,
                        planned.Kind,
                        planned.StatementsLeft,
                        TimeSpan.FromMilliseconds(row.DurationMs)
                    )
                );
            }
        }

        return await assessor.Reader.PlanAsync(set, opened, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Determines whether a row that is finished now was unfinished when the plan of the lost connection was made: not yet written, or
    /// partial.
    /// </summary>
    private static bool WasPending(HistoryRow row, PlannedMigration planned, MigrationPlan lost) =>
        row.Sequence > lost.Head.Sequence || planned.Row?.Sequence == row.Sequence;

    private async Task<SchemaReport> MigrateOnAsync(ObservedConnection opened, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var connection = opened.Connection!;
        var here = guard.For(opened.State);
        var migrator = new Migrator(here, connection, _applied, _progress);
        plan = await migrator.RunAsync(set, plan, cancellationToken).ConfigureAwait(false);
        if (!plan.IsBlocked && !opened.State.IsReadOnly)
        {
            await new Withdrawal(here, connection).RunAsync(plan.GivenUp, cancellationToken).ConfigureAwait(false);
        }

        // Probed before the catalog is read, so that a change in between makes the live token differ from the stamped one.
        var state = await new RetriedReads(guard)
            .RunAsync(connection, ct => connector.ProbeAgainAsync(connection, ct), cancellationToken)
            .ConfigureAwait(false);
        var report = await AssessAsync(plan, new ObservedConnection(connection, state), cancellationToken).ConfigureAwait(false);
        await stamp.LeaveAsync(report, plan, connection, state, cancellationToken).ConfigureAwait(false);
        return report with
        {
            Applied = _applied,
            Findings = [.. report.Findings, .. _progress.Notes, .. _progress.Heard.FindingsOf(here, _applied)],
        };
    }

    /// <summary>Assesses the database as the application's user, because the user who migrates may have more rights.</summary>
    private async Task<SchemaReport> AssessAsync(MigrationPlan plan, ObservedConnection migrated, CancellationToken cancellationToken)
    {
        var reading = new DatabaseReading(plan, Catalog: null);
        if (guard.Options.MigrationConnectionString is null)
        {
            return await assessor.AssessAsync(reading, migrated, cancellationToken).ConfigureAwait(false);
        }

        return await connector
            .LookAsync(probed => assessor.AssessAsync(reading, probed, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }
}
