using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of the monitor while the application runs, for every database.</summary>
public abstract class MonitorSpecification : ProviderSpecification
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets whether the server remembers the last statement of open sessions.</summary>
    protected virtual bool RemembersChangers => false;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_table_that_is_dropped_by_hand_turns_the_verdict_and_one_that_comes_back_turns_it_again()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(
            database,
            folder,
            options => (options.MonitorInterval, options.MonitorLongestInterval) = (Often, Often)
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        (await HealthAsync(host)).Status.ShouldBe(HealthStatus.Healthy);

        await database.ExecuteAsync("drop table step_1");
        var broken = await UntilAsync(host, HealthStatus.Unhealthy);
        await database.ExecuteAsync("create table step_1 (id integer primary key)");
        await UntilAsync(host, HealthStatus.Healthy);

        broken
            .Data["findings"]
            .ShouldBeAssignableTo<IReadOnlyDictionary<string, int>>()!
            .Keys.Except(RemembersChangers ? [FindingCodes.ChangedBy] : [], StringComparer.Ordinal)
            .ShouldBe([FindingCodes.RequiredTableMissing]);
        string.Join(' ', broken.Data.Values).ShouldNotContain("step_1");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_monitor_that_is_turned_off_leaves_the_verdict_of_the_start()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(database, folder, options => options.MonitorInterval = TimeSpan.Zero);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var checkedAt = (await HealthAsync(host)).Data["checkedAt"];

        await database.ExecuteAsync("drop table step_1");
        await Task.Delay(Often * 10, TestContext.Current.CancellationToken);

        var after = await HealthAsync(host);
        (after.Status, after.Data["checkedAt"]).ShouldBe((HealthStatus.Healthy, checkedAt));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Findings_are_told_to_those_who_may_read_them()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(
            database,
            folder,
            options => (options.MonitorInterval, options.MonitorLongestInterval) = (Often, Often),
            SchemaHealthDetail.Findings
        );
        await host.StartAsync(TestContext.Current.CancellationToken);

        await database.ExecuteAsync("drop table step_1");
        var broken = await UntilAsync(host, HealthStatus.Unhealthy);

        broken
            .Data["details"]
            .ShouldBeOfType<string[]>()
            .ShouldContain(line => line == "SG2001 error step_1: Table 'step_1' is required and does not exist.");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_has_changed_the_schema_is_told_where_the_server_remembers()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(
            database,
            folder,
            options => (options.MonitorInterval, options.MonitorLongestInterval) = (Often, Often),
            SchemaHealthDetail.Findings
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        await using var somebody = await database.OpenAsync();
        await using var command = somebody.CreateCommand();
        command.CommandText = "drop table step_1 /* secret */";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var broken = await UntilAsync(host, HealthStatus.Unhealthy);

        var told = broken
            .Data["details"]
            .ShouldBeOfType<string[]>()
            .Where(line => line.StartsWith("SG2145", StringComparison.Ordinal))
            .ToList();
        told.Count.ShouldBe(RemembersChangers ? 1 : 0);
        told.ShouldAllBe(line =>
            line.Contains("DROP TABLE", StringComparison.OrdinalIgnoreCase) && !line.Contains("secret", StringComparison.Ordinal)
        );
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_data_warning_that_was_mended_is_gone_with_the_next_look_although_the_start_was_stamped()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        void Configure(SchemaGuardBuilder guard) =>
            guard
                .AddMigrations(folder.Path)
                .AddInvariant("one row", "select count(*) from ledger", expected: 1, severity: FindingSeverity.Warning);
        await GuardUnderTest.MigrateAsync(database, Configure);
        await database.ExecuteAsync("insert into ledger (number) values (2)");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Configure(
            database.Use(
                builder.Services.AddSchemaGuard(options => (options.MonitorInterval, options.MonitorLongestInterval) = (Often, Often))
            )
        );
        builder.Services.AddHealthChecks().AddSchemaGuard();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var started = host.Services.GetRequiredService<ISchemaGuard>().LastReport!;

        await database.ExecuteAsync("delete from ledger where number = 2");
        await UntilAsync(host, HealthStatus.Healthy);

        (started.State, started.CatalogRead).ShouldBe((SchemaState.Degraded, false));
        var mended = host.Services.GetRequiredService<ISchemaGuard>().LastReport!;
        (mended.Findings.Count, mended.CatalogRead).ShouldBe((0, false));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_wrong_with_the_data_and_the_catalog_is_mended_one_by_one()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        database
            .Use(builder.Services.AddSchemaGuard(options => (options.MonitorInterval, options.MonitorLongestInterval) = (Often, Often)))
            .AddMigrations(folder.Path)
            .RequireTables("step_1")
            .AddInvariant("one row", "select count(*) from ledger", expected: 1);
        builder.Services.AddHealthChecks().AddSchemaGuard();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("insert into ledger (number) values (2)");
        await database.ExecuteAsync("drop table step_1");
        await UntilAsync(host, HealthStatus.Unhealthy);

        await database.ExecuteAsync("delete from ledger where number = 2");
        await UntilFoundAsync(host, [FindingCodes.RequiredTableMissing]);
        await database.ExecuteAsync("create table step_1 (id integer primary key)");
        var mended = await UntilAsync(host, HealthStatus.Healthy);

        mended.Data["findings"].ShouldBeAssignableTo<IReadOnlyDictionary<string, int>>()!.ShouldBeEmpty();
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Looks_that_take_long_come_less_often()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var time = new PacedTime(pauses: 5);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(time);
        database
            .Use(builder.Services.AddSchemaGuard(options => options.MonitorInterval = TimeSpan.FromSeconds(1)))
            .AddMigrations(folder.Path);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var pauses = await time.PausesAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        pauses.Take(2).ShouldAllBe(pause => pause >= TimeSpan.FromSeconds(0.9) && pause <= TimeSpan.FromSeconds(1.1));
        pauses.Skip(2).ShouldAllBe(pause => pause >= PacedTime.Step * 100 * 0.9);
    }

    [Fact]
    public async Task The_report_of_a_migration_is_that_of_its_own_run_whatever_the_monitor_publishes_meanwhile()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var guard = (Startup.DatabaseGuard)subject.Guard;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "schemaguard.run.duration")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };

        // The run has published its report and is about to return it: the monitor runs in between.
        listener.SetMeasurementEventCallback<double>(
            (_, _, _, _) =>
            {
                if (guard.LastReport is { Applied.Count: > 0 } published)
                {
                    guard.Replace(published, published with { Applied = [], AppliedCount = -1 });
                }
            }
        );
        listener.Start();

        var report = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        guard.LastReport!.AppliedCount.ShouldBe(-1);
        (report.Applied.Count, report.AppliedCount).ShouldBe((2, 2));
    }

    private static async Task UntilFoundAsync(IHost host, IReadOnlyList<string> codes)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (
            !host
                .Services.GetRequiredService<ISchemaGuard>()
                .LastReport!.Findings.Select(finding => finding.Code)
                .Where(code => code != FindingCodes.ChangedBy)
                .SequenceEqual(codes, StringComparer.Ordinal)
        )
        {
            await Task.Delay(Often, limit.Token);
        }
    }

    private static IHost CreateHost(
        TestDatabase database,
        MigrationFolder folder,
        Action<SchemaGuardOptions> configure,
        SchemaHealthDetail detail = SchemaHealthDetail.Counts
    )
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        database.Use(builder.Services.AddSchemaGuard(configure)).AddMigrations(folder.Path).RequireTables("step_1");
        builder.Services.AddHealthChecks().AddSchemaGuard(detail: detail);
        return builder.Build();
    }

    private static async Task<HealthReportEntry> UntilAsync(IHost host, HealthStatus status)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var entry = await HealthAsync(host);
            if (entry.Status == status)
            {
                return entry;
            }

            await Task.Delay(Often, limit.Token);
        }
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries[
            "schema"
        ];
}
