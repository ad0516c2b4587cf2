using System.Data;
using SchemaGuard.Diagnostics;
using SchemaGuard.Execution;
using SchemaGuard.Migrations;
using SchemaGuard.Monitoring;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Verification;

namespace SchemaGuard.Hosting;

/// <summary>Takes one database from whatever it is to a verdict, in the way that a start-up mode says. One instance is one run.</summary>
internal sealed class StartProtocol(
    GuardServices guard,
    Requirements requirements,
    MigrationSetLoader loader,
    IProgress<MigrationProgress>? progress
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private readonly DatabaseConnector _connector = new(guard);
    private readonly Assessor _assessor = new(guard, requirements);

    /// <summary>Gets the build's migrations, which are read when they are first needed.</summary>
    public MigrationSet Set
    {
        get => field ??= loader.Load();
        init;
    }

    private string Expectation => field ??= requirements.Expectation(Set);

    private VerdictStamp Stamp => field ??= new VerdictStamp(guard, Expectation);

    /// <summary>Looks, does what the mode asks for, and reports. The report may be unhealthy.</summary>
    public async Task<SchemaReport> RunAsync(StartupMode mode, CancellationToken cancellationToken)
    {
        MigrationPlan plan;
        var probed = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            if (IsStamped(probed.State))
            {
                return await _assessor.AssessStampedAsync(Set, probed, cancellationToken).ConfigureAwait(false);
            }

            var reading = await ReadAsync(mode, probed, cancellationToken).ConfigureAwait(false);
            plan = reading.Plan;
            if (mode == StartupMode.Verify || plan.IsBlocked || IsUpToDate(plan, probed))
            {
                var report = await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
                await Stamp.LeaveAsync(mode, report, plan, probed, cancellationToken).ConfigureAwait(false);
                return report;
            }
        }

        // The reading connection is given back first: some changes need the database for themselves.
        return mode == StartupMode.Wait
            ? await WaitAsync(cancellationToken).ConfigureAwait(false)
            : await MigrateAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks, applies nothing, and leaves no stamp.</summary>
    public async Task<SchemaReport> CheckAsync(CancellationToken cancellationToken)
    {
        var probed = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            var reading = await _assessor.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false);
            return await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks while the application runs, and applies nothing. A change that leaves the database healthy is stamped, so that the next start need not look in full.</summary>
    public async Task<SchemaReport> LookAsync(SchemaReport last, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        var probed = await _connector.OpenOnceAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            if (last.Mark is { } mark && mark.Holds(probed.State))
            {
                return last with { CheckedAt = guard.Time.GetUtcNow(), Duration = guard.Time.GetElapsedTime(started) };
            }

            var reading = await _assessor.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false);
            var report = await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
            await Stamp.LeaveAsync(guard.Options.Startup, report, reading.Plan, probed, cancellationToken).ConfigureAwait(false);
            if (probed.Connection is not null)
            {
                report = await new ChangeWitness(guard, requirements.Adjustments)
                    .TestifyAsync(report, probed, last, cancellationToken)
                    .ConfigureAwait(false);
            }

            return report with
            {
                Duration = guard.Time.GetElapsedTime(started),
            };
        }
    }

    /// <summary>Opens the connection that looks, and reads the files while the server answers.</summary>
    private Task<ProbedConnection> OpenAsync(CancellationToken cancellationToken) =>
        _connector.OpenMeanwhileAsync(ConnectionIntent.Read, () => _ = Expectation, cancellationToken);

    /// <summary>Reads the history, and the catalog with it where it will be needed as well: nothing seems to be left to apply.</summary>
    private async Task<DatabaseReading> ReadAsync(StartupMode mode, ProbedConnection probed, CancellationToken cancellationToken) =>
        mode == StartupMode.Verify || probed.State.Head.Sequence >= Set.Migrations.Count
            ? await _assessor.Reader.ReadAsync(Set, probed, cancellationToken).ConfigureAwait(false)
            : new DatabaseReading(await _assessor.Reader.PlanAsync(Set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);

    /// <summary>Says whether nothing is left to apply: the connection that looked then serves for the rest, too.</summary>
    private static bool IsUpToDate(MigrationPlan plan, ProbedConnection probed) =>
        plan.Migrations.Count == 0 && probed is { Connection: not null, State.HasHistory: true };

    /// <summary>Says whether the last verification was of this very build and nothing has changed since.</summary>
    private bool IsStamped(DatabaseState state) =>
        state is { HasHistory: true, HasUnfinished: false, DriftToken: { } token }
        && state.Stamp == new VerificationStamp(Expectation, state.Head.Chain, token);

    private async Task<SchemaReport> MigrateAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Migrations.Count > 0)
        {
            Log.Applying(guard.Logger, guard.Name, plan.Migrations.Count, plan.Migrations[0].Name, plan.Migrations[^1].Name);
        }

        var applied = new List<AppliedMigration>();
        var wait = new Wait(guard.Time);
        var backoff = new Backoff(FirstPause, LongestPoll);
        for (var attempt = 1; ; attempt++)
        {
            var opened = await _connector.OpenAsync(ConnectionIntent.Migrate, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var appliedBefore = applied.Count;
                try
                {
                    plan = attempt == 1 ? plan : await SettleAsync(plan, applied, opened, cancellationToken).ConfigureAwait(false);
                    return await MigrateOnAsync(opened, plan, applied, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (IsConnectionLost(opened, exception) && !cancellationToken.IsCancellationRequested)
                {
                    wait = applied.Count > appliedBefore ? new Wait(guard.Time) : wait;
                    RefuseIfOver(wait, exception);
                    Log.ConnectionLost(guard.Logger, guard.Name, guard.Provider.Target, exception.Message);
                }
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsConnectionLost(ProbedConnection opened, Exception exception) =>
        opened.Connection!.State != ConnectionState.Open && exception is ConnectionLostException or DatabaseUnreachableException;

    private void RefuseIfOver(Wait wait, Exception exception)
    {
        if (wait.Elapsed >= guard.Options.ConnectTimeout)
        {
            throw exception is ConnectionLostException lost
                ? new DatabaseUnreachableException(guard.Name, guard.Database, guard.Provider.Target, lost.Error, wait.Elapsed, lost)
                : exception;
        }
    }

    /// <summary>Reads, after a connection was lost, what of this run's work was committed, and plans what is left.</summary>
    private async Task<MigrationPlan> SettleAsync(
        MigrationPlan lost,
        List<AppliedMigration> applied,
        ProbedConnection opened,
        CancellationToken cancellationToken
    )
    {
        var rows = await _assessor.Reader.ReadHistoryAsync(opened, cancellationToken).ConfigureAwait(false);
        foreach (
            var planned in lost.Migrations.Where(planned =>
                !applied.Exists(done => done.Name == planned.Name && done.Module == planned.Module)
            )
        )
        {
            var row = rows.LastOrDefault(row => row.Name == planned.Name && row.Module == planned.Module);
            if (row is { State: HistoryStates.Applied } && row.Sequence > lost.Head.Sequence && row.Host == guard.Signature.Host)
            {
                applied.Add(
                    new AppliedMigration(
                        planned.Module,
                        planned.Name,
                        planned.Kind,
                        planned.Statements.Count - planned.StatementsDone,
                        TimeSpan.FromMilliseconds(row.DurationMs)
                    )
                );
            }
        }

        return await _assessor.Reader.PlanAsync(Set, opened, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SchemaReport> MigrateOnAsync(
        ProbedConnection opened,
        MigrationPlan plan,
        List<AppliedMigration> applied,
        CancellationToken cancellationToken
    )
    {
        var connection = opened.Connection!;
        var here = guard.For(opened.State);
        var migrator = new Migrator(here, connection, applied, progress);
        plan = await migrator.RunAsync(Set, plan, cancellationToken).ConfigureAwait(false);

        // Probed before the catalog is read: a change in between then moves the token that is stamped.
        var state = await new DatabaseCalls(guard)
            .RunAsync(ct => guard.Provider.Prober.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, ct), cancellationToken)
            .ConfigureAwait(false);
        var report = await AssessAsync(plan, new ProbedConnection(connection, state), cancellationToken).ConfigureAwait(false);
        await Stamp.LeaveAsync(report, plan, connection, state, cancellationToken).ConfigureAwait(false);
        return report with { Applied = applied, Findings = [.. report.Findings, .. migrator.Notes] };
    }

    /// <summary>Assesses as the user that the application is: one who migrates may have more rights.</summary>
    private async Task<SchemaReport> AssessAsync(MigrationPlan plan, ProbedConnection migrated, CancellationToken cancellationToken)
    {
        var reading = new DatabaseReading(plan, Catalog: null);
        if (guard.Options.MigrationConnectionString is null)
        {
            return await _assessor.AssessAsync(reading, migrated, cancellationToken).ConfigureAwait(false);
        }

        var probed = await _connector.OpenAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            return await _assessor.AssessAsync(reading, probed, cancellationToken).ConfigureAwait(false);
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
                var plan = await _assessor.Reader.PlanAsync(Set, probed, cancellationToken).ConfigureAwait(false);
                if (plan.Migrations.Count == 0 || plan.IsBlocked || wait.Elapsed >= guard.Options.WaitTimeout)
                {
                    return await _assessor
                        .AssessAsync(new DatabaseReading(plan, Catalog: null), probed, cancellationToken, wait.Elapsed)
                        .ConfigureAwait(false);
                }

                if (wait.IsTimeForAWord())
                {
                    Log.WaitingForMigrations(
                        guard.Logger,
                        guard.Name,
                        probed.State.LeaseOwner ?? Messages.AnotherProgram,
                        plan.Migrations.Count,
                        plan.Migrations[0].Name
                    );
                }
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
