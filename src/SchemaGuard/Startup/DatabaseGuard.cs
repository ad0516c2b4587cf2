using SchemaGuard.Assessment;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Observation;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Startup;

/// <summary>The facade over the parts of one guard. Each call reads the migration files again.</summary>
internal sealed class DatabaseGuard(
    GuardContext services,
    MigrationSetLoader loader,
    Requirements requirements,
    ObserverRelay? observers = null
) : ISchemaGuard, IDisposable
{
    private readonly ReportComposer _composer = new(services, requirements);
    private readonly GrowingReminder _renewal = new(services.Time);
    private SchemaReport? _lastReport;
    private volatile MigrationSet? _set;

    public string Name => services.Name;

    public StartupMode Startup => Options.Startup;

    public SchemaReport? LastReport => Volatile.Read(ref _lastReport);

    public GuardActivity Activity => services.Activity.Current;

    /// <summary>
    /// Gets the identifiers of this guard's version lines. Two guards with one in common would take each other's migrations for their own.
    /// </summary>
    public IEnumerable<string> VersionLines =>
        loader.Modules.Select(module =>
            $"{services.Database}\n{services.History.Tables.Schema}\n{services.History.Tables.History.ToLowerInvariant()}\n{ModuleNames.Fold(module)}"
        );

    /// <summary>Gets the services that all parts of this guard share.</summary>
    public GuardContext Services => services;

    public SchemaGuardOptions Options => services.Options;

    public async Task<SchemaReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        var started = services.Time.GetTimestamp();
        var report = await new StartProtocol(services, requirements, loader, progress: null).CheckAsync(work.Token).ConfigureAwait(false);
        return report with { Duration = services.Time.GetElapsedTime(started) };
    }

    public async Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        return await LookAsync(probed => _composer.Reader.PlanAsync(loader.Load(), probed, work.Token), work.Token).ConfigureAwait(false);
    }

    public async Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        return await LookAsync(ReadStatusAsync, work.Token).ConfigureAwait(false);

        async Task<SchemaStatus> ReadStatusAsync(ObservedConnection probed)
        {
            var rows = await _composer.Reader.ReadHistoryAsync(probed, work.Token).ConfigureAwait(false);
            var plan = await _composer.Reader.PlanAsync(loader.Load(), probed, work.Token).ConfigureAwait(false);
            return new SchemaStatus
            {
                Guard = Name,
                Product = services.Provider.Product,
                ServerVersion = probed.State.ServerVersion,
                Target = services.Provider.Target,
                LockHolder = (await FindHolderAsync(probed, work.Token).ConfigureAwait(false))?.Description,
                History = [.. rows.Select(row => row.ToEntry())],
                Pending = [.. plan.Migrations.Select(migration => new PendingMigration(migration.Module, migration.Name))],
                Unfinished = [.. plan.Migrations.Where(migration => migration.Row is not null).Select(UnfinishedMigration.Of)],
                Findings = plan.Findings,
            };
        }
    }

    public async Task<IReadOnlyList<TableStatistics>> ReadTableStatisticsAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        var list = new TableStatisticsList(services, requirements);
        return await LookAsync(probed => list.ReadAsync(probed, work.Token), work.Token).ConfigureAwait(false);
    }

    public Task<StatementProgress?> ReadProgressAsync(CancellationToken cancellationToken = default) =>
        new StatementProgressLook(services).ReadAsync(cancellationToken);

    public async Task<SchemaManifest> ReadManifestAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        return await LookAsync(probed => _composer.ReadManifestAsync(probed, work.Token), work.Token).ConfigureAwait(false);
    }

    public async Task<SchemaManifest> ReplayManifestAsync(CancellationToken cancellationToken = default)
    {
        using var work = Begin(cancellationToken);
        return await new ScratchReplay(services, loader).RunAsync(work.Token).ConfigureAwait(false);
    }

    public SchemaManifest? ReadRequiredManifest() => requirements.Manifest;

    public IReadOnlyList<Finding> Compare(SchemaManifest expected, SchemaManifest actual)
    {
        var dialect = services.Provider.Dialect;
        var snapshot = actual.ToSnapshot(dialect.IdentifierComparer);
        return FindingAdjustment
            .Apply(
                requirements.Adjustments,
                Verifier.Compare(
                    expected.ToExpected(),
                    snapshot,
                    new ServerIdentity(actual.Product, actual.ServerVersion) { KeepsText = dialect.KeepsText },
                    new HiddenObjects(services.History.Tables, schema: null, snapshot),
                    dialect.LexicalRules,
                    requirements.Adjustments
                )
            )
            .OrderByDescending(finding => finding.Severity)
            .ToList();
    }

    public Task<SchemaReport> MigrateAsync(IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(StartupMode.Migrate, progress, cancellationToken);

    /// <summary>Does at start what the options ask for.</summary>
    public Task<SchemaReport> StartAsync(IProgress<MigrationProgress> progress, CancellationToken cancellationToken) =>
        RunAsync(Options.Startup == StartupMode.Background ? StartupMode.Migrate : Options.Startup, progress, cancellationToken);

    private async Task<SchemaReport> RunAsync(StartupMode mode, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        using var work = Begin(cancellationToken);
        using var record = RunRecord.Begin(this, mode);
        var started = services.Time.GetTimestamp();
        services.Activity.Begin();
        Tell(at => new GuardStarting(Name, at, mode));
        SchemaReport report;
        try
        {
            var protocol = new StartProtocol(services, requirements, loader, progress);
            report = await protocol.RunAsync(mode, work.Token).ConfigureAwait(false);
            _set = protocol.Set;
        }
        catch (SchemaGuardException exception)
        {
            record.Fail(exception);
            Refuse(exception, started);
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            record.Fail(exception);
            Refuse(SchemaGuardConfigurationException.Unexpected(Name, exception), started);
            throw;
        }
        finally
        {
            services.Activity.End();
        }

        report = report with { Duration = services.Time.GetElapsedTime(started) };
        record.End(report.State);
        return Conclude(report);
    }

    /// <summary>Publishes and returns what a run found, even if the monitor has seen something else by now.</summary>
    /// <exception cref="SchemaUnhealthyException">The application may not serve.</exception>
    private SchemaReport Conclude(SchemaReport report)
    {
        Publish(report);
        if (!report.MayServe)
        {
            var refusal = new SchemaUnhealthyException(report);
            Tell(at => new GuardRefused(Name, at, refusal));
            throw refusal;
        }

        Tell(at => report.Applied.Count > 0 ? new GuardMigrated(Name, at, report) : new GuardReady(Name, at, report));
        return report;
    }

    private void Refuse(SchemaGuardException exception, long started)
    {
        Publish(AfterFailure(ReportOf(exception), started));
        Tell(at => new GuardRefused(Name, at, exception));
    }

    /// <summary>Tells the observers, if there are any, of something that happens now.</summary>
    private void Tell(Func<DateTimeOffset, SchemaGuardEvent> occurrence)
    {
        if (observers is { IsObserved: true })
        {
            observers.Tell(occurrence(services.Time.GetUtcNow()));
        }
    }

    /// <summary>Completes the report of a failed run with what was known before it.</summary>
    private SchemaReport AfterFailure(SchemaReport failed, long started)
    {
        failed = failed with { Duration = services.Time.GetElapsedTime(started) };
        if (LastReport is not { } last)
        {
            return failed.Look == SchemaLook.Complete ? failed : failed with { FailingSince = services.Time.GetUtcNow() };
        }

        return failed.Look == SchemaLook.Complete
            ? failed.Remembering(last) with
            {
                ServerVersion = failed.ServerVersion.Length > 0 ? failed.ServerVersion : last.ServerVersion,
            }
            : last.Failing(failed, services.Time.GetUtcNow());
    }

    /// <summary>Checks the database while the application is running. If nothing has changed, the last verdict holds.</summary>
    /// <exception cref="SchemaGuardException">The database cannot be reached.</exception>
    public Task<SchemaReport> LookAsync(SchemaReport last, CancellationToken cancellationToken) =>
        new StartProtocol(services, requirements, loader, progress: null) { Set = _set ??= loader.Load(), Renewal = _renewal }.LookAsync(
            last,
            cancellationToken
        );

    /// <summary>Creates the report of a failure, whether it says something about the database or kept the guard from checking it.</summary>
    public SchemaReport ReportOf(SchemaGuardException exception) =>
        exception switch
        {
            SchemaUnhealthyException { Report: var report } => report,
            SchemaGuardConfigurationException { Problems: var problems } => _composer.ReportFailure(
                SchemaLook.Misconfigured,
                [.. problems.Select(problem => ConnectionMessages.Misconfigured(Name, problem))]
            ),
            { ExitCode: ExitCodes.TryAgain } => _composer.ReportFailure(SchemaLook.Unreachable, exception.Findings),
            { ExitCode: ExitCodes.Configuration } => _composer.ReportFailure(SchemaLook.Misconfigured, exception.Findings),
            _ => _composer.ReportFailure(SchemaLook.Complete, exception.Findings),
        };

    /// <summary>Publishes a report as the latest one.</summary>
    public void Publish(SchemaReport report) => Volatile.Write(ref _lastReport, report);

    /// <summary>Publishes a report as the latest one, unless there is a newer one: a migration in the meantime knows better.</summary>
    /// <returns><see langword="true"/> if the report is the latest one now.</returns>
    public bool Replace(SchemaReport last, SchemaReport next)
    {
        if (Interlocked.CompareExchange(ref _lastReport, next, last) != last)
        {
            return false;
        }

        if (VerdictChange.EventOf(last, next) is { } change)
        {
            Tell(at => change(Name, at));
        }

        return true;
    }

    private async Task<LockHolder?> FindHolderAsync(ObservedConnection probed, CancellationToken cancellationToken)
    {
        using var reads = services.Provider.BeginOwnReads();
        return probed.Connection is { } connection
            ? await services
                .Provider.Lock.FindHolderAsync(connection, services.For(probed.State).History.Tables, cancellationToken)
                .ConfigureAwait(false)
            : null;
    }

    public void Dispose()
    {
        GuardGauges.Forget(this);
        (services.Provider as IDisposable)?.Dispose();
    }

    /// <summary>
    /// Begins work whose cancellation, by a host that stops or a time-out of the caller, does not let the driver's own exception through.
    /// </summary>
    public TimeLimit Begin(CancellationToken cancellationToken) => new(services.Time, limit: null, cancellationToken);

    private Task<TResult> LookAsync<TResult>(Func<ObservedConnection, Task<TResult>> look, CancellationToken cancellationToken) =>
        new DatabaseConnector(services).LookAsync(look, cancellationToken);
}
