using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Monitoring;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Startup;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of what becomes of a verdict when the database cannot be read, for every database: outage, misconfiguration and unhealthy are
/// three different things, and none is reported without a cause.
/// </summary>
public abstract class OutageSpecification : ProviderSpecification
{
    private const string WrongSchema = "not as this build needs it";
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Creates an empty database that the guard can be cut off from.</summary>
    protected abstract Task<FallibleDatabase> CreateFallibleAsync();

    [Fact]
    public async Task An_outage_that_lasts_turns_the_verdict_says_nothing_of_the_schema_and_ends_without_a_warning()
    {
        await using var database = await CreateFallibleAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var log = new LogEntries();
        using var host = CreateHost(database, folder, log, TimeSpan.FromMilliseconds(200));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var before = await HealthAsync(host);

        await database.BreakOffAsync();
        var outage = await UntilAsync(host, entry => entry.Status == HealthStatus.Unhealthy);
        await database.RestoreAsync();
        var after = await UntilAsync(host, entry => entry.Status == HealthStatus.Healthy);

        outage.Data["state"].ShouldBe(nameof(SchemaState.Unreachable));
        outage.Description!.ShouldStartWith(
            "The database cannot be reached. When the schema was last seen, it was as this build needs it."
        );
        outage.Data.ContainsKey("failingSince").ShouldBeTrue();
        outage.Data["database"].ShouldBe(before.Data["database"]);
        outage.Data["head"].ShouldBe(before.Data["head"]);
        after.Data.ContainsKey("failingSince").ShouldBeFalse();
        await host.StopAsync(TestContext.Current.CancellationToken);
        log.Of(SchemaGuardEventIds.TurnedBad, SchemaGuardEventIds.Turned, SchemaGuardEventIds.Misconfigured).ShouldBeEmpty();
        log.Of(SchemaGuardEventIds.NotReached).Count.ShouldBeLessThanOrEqualTo(1);
        log.Of(SchemaGuardEventIds.Unreachable).ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
        log.Of(SchemaGuardEventIds.LooksAgain).ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Information);
    }

    [Fact]
    public async Task A_blip_is_told_once_and_changes_no_verdict()
    {
        await using var database = await CreateFallibleAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var log = new LogEntries();
        using var host = CreateHost(database, folder, log, TimeSpan.FromHours(1));
        await host.StartAsync(TestContext.Current.CancellationToken);

        await database.BreakOffAsync();
        var blip = await UntilAsync(host, entry => entry.Data.ContainsKey("failingSince"));
        await Task.Delay(Often * 10, TestContext.Current.CancellationToken);
        await database.RestoreAsync();
        var after = await UntilAsync(host, entry => !entry.Data.ContainsKey("failingSince"));

        blip.Status.ShouldBe(HealthStatus.Healthy);
        blip.Description.ShouldBe("When the schema was last seen, it was as this build needs it. Since then it could not be checked.");
        after.Status.ShouldBe(HealthStatus.Healthy);
        await host.StopAsync(TestContext.Current.CancellationToken);
        log.Of(SchemaGuardEventIds.NotReached).ShouldHaveSingleItem();
        log.Of(SchemaGuardEventIds.LooksAgain).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_bad_verdict_outlives_an_outage_and_a_refusal_whatever_is_tolerated()
    {
        await using var database = await CreateFallibleAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var log = new LogEntries();
        using var host = CreateHost(database, folder, log, TimeSpan.Zero);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("drop table step_1");
        await UntilAsync(host, entry => entry.Status == HealthStatus.Unhealthy);

        await database.BreakOffAsync();
        var outage = await UntilAsync(host, entry => LookOf(host) == SchemaLook.Unreachable);
        await database.RestoreAsync();
        await UntilAsync(host, _ => LookOf(host) == SchemaLook.Complete);
        await database.RefuseAsync();
        var refusal = await UntilAsync(host, _ => LookOf(host) == SchemaLook.Misconfigured);
        await database.RestoreAsync();
        await database.ExecuteAsync("create table step_1 (id integer primary key)");
        await UntilAsync(host, entry => entry.Status == HealthStatus.Healthy);

        foreach (var entry in new[] { outage, refusal })
        {
            entry.Status.ShouldBe(HealthStatus.Unhealthy);
            entry.Data["state"].ShouldBe(nameof(SchemaState.Unhealthy));
            entry
                .Data["findings"]
                .ShouldBeAssignableTo<IReadOnlyDictionary<string, int>>()!
                .Keys.Except(
                    [FindingCodes.RequiredTableMissing, FindingCodes.Unreachable, FindingCodes.LockTimeout, FindingCodes.ChangedBy],
                    StringComparer.Ordinal
                )
                .ShouldBeEmpty();
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
        log.Of(SchemaGuardEventIds.TurnedBad).ShouldHaveSingleItem();
        log.Of(SchemaGuardEventIds.Recovered).ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Information);
    }

    [Fact]
    public async Task A_database_that_refuses_while_the_application_runs_is_a_misconfiguration_and_no_outage()
    {
        await using var database = await CreateFallibleAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var log = new LogEntries();
        using var host = CreateHost(database, folder, log, TimeSpan.Zero);
        await host.StartAsync(TestContext.Current.CancellationToken);

        await database.RefuseAsync();
        var refusal = await UntilAsync(host, entry => entry.Status == HealthStatus.Unhealthy);
        await database.RestoreAsync();
        await UntilAsync(host, entry => entry.Status == HealthStatus.Healthy);

        refusal.Data["state"].ShouldBe(nameof(SchemaState.Misconfigured));
        refusal.Description!.ShouldNotContain(WrongSchema);
        await host.StopAsync(TestContext.Current.CancellationToken);
        log.Of(SchemaGuardEventIds.TurnedBad, SchemaGuardEventIds.Turned, SchemaGuardEventIds.Unreachable).ShouldBeEmpty();
        log.Of(SchemaGuardEventIds.Misconfigured).ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public async Task Migration_files_that_are_gone_do_not_mend_a_verdict()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_bad.sql", "insert into nowhere (id) values (1);");
        await using var subject = new GuardUnderTest(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => (options.MonitorInterval, options.MonitorLongestInterval, options.OutageTolerance) = (Often, Often, TimeSpan.Zero)
        );
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(subject));
        subject.Guard.LastReport!.State.ShouldBe(SchemaState.Unhealthy);

        Directory.Move(folder.Path, folder.Path + "-gone");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var monitor = GuardMonitor.RunAsync((DatabaseGuard)subject.Guard, end.Token);
        await UntilAsync(() => subject.Guard.LastReport.FailingSince is not null);
        var gone = subject.Guard.LastReport;
        await Should.ThrowAsync<SchemaGuardConfigurationException>(() => MigrateAsync(subject));
        var tried = subject.Guard.LastReport;
        Directory.Move(folder.Path + "-gone", folder.Path);
        folder.Remove("0002_bad.sql");
        await MigrateAsync(subject);

        foreach (var report in new[] { gone, tried })
        {
            (report.State, report.Look).ShouldBe((SchemaState.Unhealthy, SchemaLook.Misconfigured));
            report.Findings.Select(finding => finding.Code).ShouldBe([FindingCodes.Misconfigured, FindingCodes.MigrationFailed]);
        }

        subject.Guard.LastReport.State.ShouldBe(SchemaState.Healthy);
        await end.CancelAsync();
        await monitor;
    }

    [Theory]
    [InlineData("{ this is no manifest")]
    [InlineData(null)]
    public async Task A_manifest_that_cannot_be_read_is_a_misconfiguration_and_no_verdict(string? manifest)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        if (manifest is not null)
        {
            await File.WriteAllTextAsync(path, manifest, TestContext.Current.CancellationToken);
        }

        using var host = CreateHost(database, folder, guard => guard.RequireManifest(path));
        var exception = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
        await ShouldBeMisconfiguredAsync(host);
    }

    [Fact]
    public async Task Files_that_are_gone_at_the_start_are_a_misconfiguration_and_no_verdict()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(database, folder, guard => guard.AddMigrations(folder.Path + "-gone"));

        await Should.ThrowAsync<SchemaGuardConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        await ShouldBeMisconfiguredAsync(host);
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_is_a_misconfiguration_and_no_verdict()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(
            database,
            folder,
            guard => guard.Services.PostConfigure<SchemaGuardOptions>(options => options.MonitorThreshold = 0)
        );

        await Should.ThrowAsync<SchemaGuardConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        await ShouldBeMisconfiguredAsync(host);
    }

    [Fact]
    public async Task A_database_that_is_out_of_reach_at_the_start_is_an_outage_and_one_that_refuses_a_misconfiguration()
    {
        await using var database = await CreateFallibleAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var subject = new GuardUnderTest(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => (options.ConnectTimeout, options.LockTimeout) = (TimeSpan.Zero, TimeSpan.Zero)
        );

        await database.BreakOffAsync();
        var outage = await Should.ThrowAsync<SchemaGuardException>(() => MigrateAsync(subject));
        var unreachable = subject.Guard.LastReport!;
        await database.RestoreAsync();
        await database.RefuseAsync();
        var refusal = await Should.ThrowAsync<SchemaGuardException>(() => MigrateAsync(subject));
        var misconfigured = subject.Guard.LastReport!;
        await database.RestoreAsync();
        await MigrateAsync(subject);

        (outage.ExitCode, unreachable.State).ShouldBe((ExitCodes.TryAgain, SchemaState.Unreachable));
        (refusal.ExitCode, misconfigured.State).ShouldBe((ExitCodes.Configuration, SchemaState.Misconfigured));
        subject.Guard.LastReport!.State.ShouldBe(SchemaState.Healthy);
    }

    private static async Task ShouldBeMisconfiguredAsync(IHost host)
    {
        var entry = await HealthAsync(host);
        (entry.Status, entry.Data["state"]).ShouldBe((HealthStatus.Unhealthy, nameof(SchemaState.Misconfigured)));
        entry.Description!.ShouldNotContain(WrongSchema);
        entry.Data["findings"].ShouldBeAssignableTo<IReadOnlyDictionary<string, int>>()!.Keys.ShouldBe([FindingCodes.Misconfigured]);
    }

    private static Task<SchemaReport> MigrateAsync(GuardUnderTest subject) =>
        subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

    private static SchemaLook LookOf(IHost host) => host.Services.GetRequiredService<ISchemaGuard>().LastReport!.Look;

    private static IHost CreateHost(TestDatabase database, MigrationFolder folder, LogEntries log, TimeSpan tolerance)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        log.AddTo(builder.Services);
        database
            .Use(
                builder.Services.AddSchemaGuard(options =>
                    (options.MonitorInterval, options.MonitorLongestInterval, options.OutageTolerance) = (Often, Often, tolerance)
                )
            )
            .AddMigrations(folder.Path)
            .RequireTables("step_1");
        builder.Services.AddHealthChecks().AddSchemaGuard();
        return builder.Build();
    }

    private static IHost CreateHost(TestDatabase database, MigrationFolder folder, Action<SchemaGuardBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(database.Use(builder.Services.AddSchemaGuard()).AddMigrations(folder.Path));
        builder.Services.AddHealthChecks().AddSchemaGuard();
        return builder.Build();
    }

    private static async Task<HealthReportEntry> UntilAsync(IHost host, Func<HealthReportEntry, bool> isThere)
    {
        var entry = await HealthAsync(host);
        await UntilAsync(async () => isThere(entry = await HealthAsync(host)));
        return entry;
    }

    private static Task UntilAsync(Func<bool> isThere) => UntilAsync(() => Task.FromResult(isThere()));

    private static async Task UntilAsync(Func<Task<bool>> isThere)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!await isThere())
        {
            await Task.Delay(Often, limit.Token);
        }
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries[
            "schema"
        ];
}
