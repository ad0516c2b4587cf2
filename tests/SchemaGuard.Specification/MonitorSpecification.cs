using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>Says what the monitor does on every database while the application runs.</summary>
public abstract class MonitorSpecification : ProviderSpecification
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets whether the server remembers what the sessions that are open did last.</summary>
    protected virtual bool RemembersChangers => false;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_table_that_is_dropped_by_hand_turns_the_verdict_and_one_that_comes_back_turns_it_again()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(database, folder, options => options.MonitorInterval = Often);
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
        using var host = CreateHost(database, folder, options => options.MonitorInterval = Often, SchemaHealthDetail.Findings);
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
        using var host = CreateHost(database, folder, options => options.MonitorInterval = Often, SchemaHealthDetail.Findings);
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
