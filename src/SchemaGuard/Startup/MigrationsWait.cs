using SchemaGuard.Assessment;
using SchemaGuard.Execution;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Migrations;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Startup;

/// <summary>The wait until another process has migrated, as <see cref="StartupMode.Wait"/> wants it. One instance is one run.</summary>
internal sealed class MigrationsWait(GuardContext guard, DatabaseConnector connector, ReportComposer composer, MigrationSet set)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    /// <summary>Polls until nothing is left to wait for, or the time that the options allow is over.</summary>
    /// <returns>The report, which may be unhealthy.</returns>
    public async Task<SchemaReport> RunAsync(CancellationToken cancellationToken)
    {
        var loop = new RetryLoop(guard.Time, FirstPoll, LongestPoll).Start();
        var followed = new FollowedHistory(guard);
        MigrationPlan? plan = null;
        DatabaseState? seen = null;
        while (true)
        {
            if (await connector.LookAsync(PollAsync, cancellationToken).ConfigureAwait(false) is { } report)
            {
                return report;
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
        }

        async Task<SchemaReport?> PollAsync(ObservedConnection probed)
        {
            if (plan is null || seen is null || HasMoved(seen, probed.State))
            {
                plan = await composer.Reader.PlanAsync(set, probed, cancellationToken, followed).ConfigureAwait(false);
                seen = probed.State;
            }

            if (IsWaitOver(plan) || loop.Elapsed >= guard.Options.WaitTimeout)
            {
                return await composer
                    .AssessAsync(new DatabaseReading(plan, Catalog: null), probed, cancellationToken, loop.Elapsed)
                    .ConfigureAwait(false);
            }

            guard.Activity.Wait(GuardActivityKind.WaitingForMigrations, probed.State.LeaseOwner);
            if (loop.IsReportDue())
            {
                TellOfWait(probed.State, plan, loop.Elapsed);
            }

            return null;
        }
    }

    /// <summary>
    /// Determines whether there is nothing to wait for: everything is applied, or it cannot be applied. Another process may still finish
    /// what it has begun.
    /// </summary>
    private static bool IsWaitOver(MigrationPlan plan) => !plan.IsContested && (plan.Migrations.Count == 0 || plan.IsBlocked);

    private void TellOfWait(DatabaseState state, MigrationPlan plan, TimeSpan waited) =>
        Log.WaitingForMigrations(
            guard.Logger,
            guard.Name,
            state.LeaseOwner ?? LockMessages.AnotherProgram,
            plan.Migrations.Count,
            plan.Migrations is [var first, ..] ? first.Name : plan.Unowned[0].Row.Name,
            waited.TotalSeconds
        );

    /// <summary>Determines whether the history may have changed. An unfinished migration progresses without moving the end of the history.</summary>
    private static bool HasMoved(DatabaseState seen, DatabaseState now) =>
        now.HasUnfinished
        || (seen.Head, seen.HasHistory, seen.HasForeignHistory, seen.HasUnfinished)
            != (now.Head, now.HasHistory, now.HasForeignHistory, now.HasUnfinished);
}
