using SchemaGuard.Assessment;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;
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
    private readonly DatabaseConnector _connector = new(guard);
    private readonly ReportComposer _composer = new(guard, requirements);

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
            mode == StartupMode.Wait
                ? new MigrationsWait(guard, _connector, _composer, Set).RunAsync(cancellationToken)
                : RunOf(here).RunAsync(plan!, isThere, cancellationToken)
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
            var stamped = await _composer.AssessStampedAsync(Set, probed, cancellationToken).ConfigureAwait(false);
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

        var report = await _composer.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
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
                var reading = await _composer.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false);
                return await _composer.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
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
                var again = await _composer.AssessAgainAsync(last, probed, cancellationToken).ConfigureAwait(false);
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

            var reading = await _composer.Reader.ReadAsync(Set, probed, cancellationToken, last.KnownEnd).ConfigureAwait(false);
            var report = await _composer.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
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
            ? await _composer.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false)
            : new DatabaseReading(await _composer.Reader.PlanAsync(Set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);

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
}
