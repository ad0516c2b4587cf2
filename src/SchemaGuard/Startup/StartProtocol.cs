using SchemaGuard.Assessment;
using SchemaGuard.Execution;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;
using SchemaGuard.Verification;

namespace SchemaGuard.Startup;

/// <summary>The protocol that leads from the state of one database to a verdict, depending on the start-up mode. One instance is one run.</summary>
internal sealed class StartProtocol(
    GuardContext guard,
    Requirements requirements,
    MigrationSetLoader loader,
    IProgress<MigrationProgress>? progress
)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private readonly DatabaseConnector _connector = new(guard);
    private readonly ReportComposer _assessor = new(guard, requirements);

    /// <summary>Gets the migrations of the build, which are read when they are first needed.</summary>
    public MigrationSet Set
    {
        get => field ??= loader.Load();
        init;
    }

    private string Expectation => field ??= requirements.Expectation(Set);

    private HealthyDatabaseStamp Stamp => field ??= new HealthyDatabaseStamp(guard, Expectation);

    /// <summary>Checks the database, does what the mode asks for, and returns the report. The report may be unhealthy.</summary>
    public async Task<SchemaReport> RunAsync(StartupMode mode, CancellationToken cancellationToken)
    {
        var (report, plan, isThere, here) = await _connector
            .LookAsync(OpenAsync, probed => JudgeAsync(mode, probed, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (report is not null)
        {
            return report;
        }

        // The reading connection is returned first, because some changes need exclusive use of the database.
        var done = await (
            mode == StartupMode.Wait ? WaitAsync(cancellationToken) : RunOf(here).RunAsync(plan!, isThere, cancellationToken)
        ).ConfigureAwait(false);
        await guard.Provider.RefreshApplicationAsync(cancellationToken).ConfigureAwait(false);
        return done;
    }

    /// <returns>The report if nothing is left to do; otherwise the plan, and the services that carry it out.</returns>
    private async Task<(SchemaReport? Report, MigrationPlan? Plan, bool IsThere, GuardContext Here)> JudgeAsync(
        StartupMode mode,
        ObservedConnection probed,
        CancellationToken cancellationToken
    )
    {
        if (IsStamped(probed.State))
        {
            var stamped = await _assessor.AssessStampedAsync(Set, probed, cancellationToken).ConfigureAwait(false);
            await RenewAsync(mode, probed, cancellationToken).ConfigureAwait(false);
            return (stamped, null, true, guard);
        }

        var reading = await ReadAsync(mode, probed, cancellationToken).ConfigureAwait(false);
        var plan = reading.Plan;
        if (mode != StartupMode.Verify && (!plan.IsBlocked || plan.IsContested) && !IsUpToDate(plan, probed) && !IsNothingToMake(probed))
        {
            // If a history was found, it is the one that is written to, whatever the search path of the user who migrates.
            return (null, plan, probed.Connection is not null, probed.State.HasHistory ? guard.For(probed.State) : guard);
        }

        var report = await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
        await Stamp.LeaveAsync(mode, report, plan, probed, cancellationToken).ConfigureAwait(false);
        return (report, plan, probed.Connection is not null, guard);
    }

    private MigrationRun RunOf(GuardContext here) =>
        new(
            here,
            new ReportComposer(here, requirements),
            new DatabaseConnector(here),
            new HealthyDatabaseStamp(here, Expectation),
            Set,
            progress
        );

    /// <summary>Checks the database, applies nothing, and leaves no stamp.</summary>
    public Task<SchemaReport> CheckAsync(CancellationToken cancellationToken) =>
        _connector.LookAsync(
            OpenAsync,
            async probed =>
            {
                var reading = await _assessor.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false);
                return await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>
    /// Gets the reminder that tells the monitor when to renew the stamp; <see langword="null"/> at a start, which always renews it.
    /// </summary>
    public GrowingReminder? Renewal { get; init; }

    private async Task RenewAsync(StartupMode mode, ObservedConnection probed, CancellationToken cancellationToken)
    {
        if (HealthyDatabaseStamp.NeedsRenewal(mode, probed) && (Renewal?.IsDue() ?? true))
        {
            await Stamp.RenewAsync(probed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Checks the database while the application is running, and applies nothing. The drift token of the catalog itself is read, even if
    /// less was enough
    /// for the start. A change that leaves the database healthy is stamped, so that the next start does not need a full check.
    /// </summary>
    public async Task<SchemaReport> LookAsync(SchemaReport last, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        var probed = await _connector.OpenOnceInFullAsync(cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            if (last.Basis is { } mark && mark.Holds(probed.State))
            {
                var again = await _assessor.AssessAgainAsync(last, probed, cancellationToken).ConfigureAwait(false);
                if (IsStamped(probed.State))
                {
                    await RenewAsync(guard.Options.Startup, probed, cancellationToken).ConfigureAwait(false);
                }

                return again with
                {
                    Duration = guard.Time.GetElapsedTime(started),
                };
            }

            if (probed.State.IsWitnessRefuted && HealthyDatabaseStamp.NeedsRenewal(guard.Options.Startup, probed))
            {
                // Whatever is found, no other start may rely on the stamp.
                await Stamp.RenewAsync(probed, cancellationToken).ConfigureAwait(false);
            }

            var reading = await _assessor.Reader.ReadAsync(Set, probed, cancellationToken, last.KnownEnd).ConfigureAwait(false);
            var report = await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
            await Stamp.LeaveAsync(guard.Options.Startup, report, reading.Plan, probed, cancellationToken).ConfigureAwait(false);
            if (probed.Connection is not null)
            {
                report = await new ChangeAttribution(guard, requirements.Adjustments)
                    .AttributeAsync(report, probed, last, cancellationToken)
                    .ConfigureAwait(false);
            }

            return report.Remembering(last) with
            {
                Duration = guard.Time.GetElapsedTime(started),
            };
        }
    }

    /// <summary>Opens the connection for the check, and reads the files while the server answers.</summary>
    private Task<ObservedConnection> OpenAsync(CancellationToken cancellationToken) =>
        _connector.OpenMeanwhileAsync(ConnectionIntent.Read, () => _ = Expectation, cancellationToken, inFull: IsAlone);

    /// <summary>Gets whether no monitor follows the start, so that the start itself must read what it would leave to the monitor.</summary>
    private bool IsAlone => guard.Options.MonitorInterval == TimeSpan.Zero;

    /// <summary>Reads the history. Also reads the catalog if it will be needed, because nothing seems to be left to apply.</summary>
    private async Task<DatabaseReading> ReadAsync(StartupMode mode, ObservedConnection probed, CancellationToken cancellationToken) =>
        mode == StartupMode.Verify || probed.State.Head.Sequence >= Set.Migrations.Count
            ? await _assessor.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false)
            : new DatabaseReading(await _assessor.Reader.PlanAsync(Set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);

    /// <summary>
    /// Determines whether nothing is left to apply, to wait for or to withdraw. The connection of the check then also serves for the rest.
    /// </summary>
    private static bool IsUpToDate(MigrationPlan plan, ObservedConnection probed) =>
        plan.Migrations.Count == 0
        && probed is { Connection: not null, State.HasHistory: true }
        && (probed.State.IsReadOnly || !(plan.IsContested || plan.GivenUp.Count > 0));

    /// <summary>
    /// Determines whether the database is missing and no migration would put anything into it. Creating an empty one would only hide a
    /// wrong connection string.
    /// </summary>
    private bool IsNothingToMake(ObservedConnection probed) => probed.Connection is null && Set.Migrations.Count == 0;

    /// <summary>Determines whether the last verification was for exactly this build and nothing has changed since.</summary>
    private bool IsStamped(DatabaseState state) =>
        state is { HasHistory: true, HasUnfinished: false, UnsettledSchema: null, DriftToken: not null }
        && state.Stamp?.Holds(Expectation, state) == true;

    private async Task<SchemaReport> WaitAsync(CancellationToken cancellationToken)
    {
        var loop = new RetryLoop(guard.Time, FirstPoll, LongestPoll).Start();
        var followed = new FollowedHistory(guard);
        MigrationPlan? plan = null;
        DatabaseState? seen = null;
        while (true)
        {
            if (await _connector.LookAsync(PollAsync, cancellationToken).ConfigureAwait(false) is { } report)
            {
                return report;
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
        }

        async Task<SchemaReport?> PollAsync(ObservedConnection probed)
        {
            if (plan is null || seen is null || HasMoved(seen, probed.State))
            {
                plan = await _assessor.Reader.PlanAsync(Set, probed, cancellationToken, followed).ConfigureAwait(false);
                seen = probed.State;
            }

            if (IsWaitOver(plan) || loop.Elapsed >= guard.Options.WaitTimeout)
            {
                return await _assessor
                    .AssessAsync(new DatabaseReading(plan, Catalog: null), probed, cancellationToken, loop.Elapsed)
                    .ConfigureAwait(false);
            }

            if (loop.IsReportDue())
            {
                TellOfWait(probed.State, plan);
            }

            return null;
        }
    }

    /// <summary>
    /// Determines whether there is nothing to wait for: everything is applied, or it cannot be applied. Another process may still finish
    /// what it has begun.
    /// </summary>
    private static bool IsWaitOver(MigrationPlan plan) => !plan.IsContested && (plan.Migrations.Count == 0 || plan.IsBlocked);

    private void TellOfWait(DatabaseState state, MigrationPlan plan) =>
        Log.WaitingForMigrations(
            guard.Logger,
            guard.Name,
            state.LeaseOwner ?? LockMessages.AnotherProgram,
            plan.Migrations.Count,
            plan.Migrations is [var first, ..] ? first.Name : plan.Unowned[0].Row.Name
        );

    /// <summary>Determines whether the history may have changed. An unfinished migration progresses without moving the end of the history.</summary>
    private static bool HasMoved(DatabaseState seen, DatabaseState now) =>
        now.HasUnfinished
        || (seen.Head, seen.HasHistory, seen.HasForeignHistory, seen.HasUnfinished)
            != (now.Head, now.HasHistory, now.HasForeignHistory, now.HasUnfinished);
}
