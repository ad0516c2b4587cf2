using SchemaGuard.Diagnostics;
using SchemaGuard.Execution;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Verification;

namespace SchemaGuard.Hosting;

/// <summary>Takes one database from whatever it is to a verdict, in the way that a start-up mode says. One instance is one run.</summary>
internal sealed class StartProtocol(
    GuardServices guard,
    Requirements requirements,
    MigrationSet set,
    IProgress<MigrationProgress>? progress
)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private readonly DatabaseConnector _connector = new(guard);
    private readonly Assessor _assessor = new(guard, requirements);
    private readonly string _expectation = requirements.Expectation(set);

    /// <summary>Looks, does what the mode asks for, and reports. The report may be unhealthy.</summary>
    public async Task<SchemaReport> RunAsync(StartupMode mode, CancellationToken cancellationToken)
    {
        MigrationPlan plan;
        var probed = await _connector.OpenAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            if (IsStamped(probed.State))
            {
                return await _assessor.AssessStampedAsync(set, probed, cancellationToken).ConfigureAwait(false);
            }

            plan = await _assessor.PlanAsync(set, probed, cancellationToken).ConfigureAwait(false);
            if (mode == StartupMode.Verify || plan.IsBlocked)
            {
                return await _assessor.AssessAsync(plan, probed, cancellationToken).ConfigureAwait(false);
            }
        }

        // The reading connection is given back first: some changes need the database for themselves.
        return mode == StartupMode.Wait
            ? await WaitAsync(cancellationToken).ConfigureAwait(false)
            : await MigrateAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says whether the last verification was of this very build and nothing has changed since.</summary>
    private bool IsStamped(DatabaseState state) =>
        state is { HasHistory: true, HasUnfinished: false, DriftToken: { } token }
        && state.Stamp == new VerificationStamp(_expectation, state.Head.Chain, token);

    private async Task<SchemaReport> MigrateAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Migrations.Count > 0)
        {
            Log.Applying(guard.Logger, guard.Name, plan.Migrations.Count, plan.Migrations[0].Name, plan.Migrations[^1].Name);
        }

        var opened = await _connector.OpenAsync(ConnectionIntent.Migrate, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var connection = opened.Connection!;
            var migrator = new Migrator(guard, connection, progress);
            plan = await migrator.RunAsync(set, plan, cancellationToken).ConfigureAwait(false);

            // Probed before the catalog is read: a change in between then moves the token that is stamped.
            var state = await new DatabaseCalls(guard)
                .RunAsync(
                    ct => guard.Provider.Prober.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, ct),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var report = await _assessor
                .AssessAsync(plan, new ProbedConnection(connection, state), cancellationToken)
                .ConfigureAwait(false);
            if (report.State == SchemaState.Healthy && state.Head == plan.Head)
            {
                await new Stamper(guard).StampAsync(connection, state, _expectation, cancellationToken).ConfigureAwait(false);
            }

            return report with
            {
                Applied = migrator.Applied,
            };
        }
    }

    private async Task<SchemaReport> WaitAsync(CancellationToken cancellationToken)
    {
        var wait = new Wait(guard.Time);
        var backoff = new Backoff(FirstPoll, LongestPoll);
        while (true)
        {
            var probed = await _connector.OpenAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
            await using (probed.ConfigureAwait(false))
            {
                var plan = await _assessor.PlanAsync(set, probed, cancellationToken).ConfigureAwait(false);
                if (plan.Migrations.Count == 0 || plan.IsBlocked || wait.Elapsed >= guard.Options.WaitTimeout)
                {
                    return await _assessor.AssessAsync(plan, probed, cancellationToken, wait.Elapsed).ConfigureAwait(false);
                }

                if (wait.IsTimeForAWord())
                {
                    Log.WaitingForMigrations(guard.Logger, guard.Name, plan.Migrations.Count, plan.Migrations[0].Name);
                }
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
