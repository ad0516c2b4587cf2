using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of metrics, as OpenTelemetry exports them, and of several guards in one host, for every database.
/// </summary>
public abstract class TelemetrySpecification : ProviderSpecification
{
    [Fact]
    public async Task A_run_is_counted_and_measured()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        using var metrics = new CollectedMetrics();
        var guardName = "metrics-" + Guid.NewGuid().ToString("N");
        var services = new ServiceCollection();
        database.Use(services.AddSchemaGuard(guardName)).AddMigrations(folder.Path);
        await using var provider = services.BuildServiceProvider();
        var guard = provider.GetRequiredKeyedService<ISchemaGuard>(guardName);
        var progress = new List<(double? Running, double? Planned)>();
        var seen = new Seen(step =>
            progress.Add(
                (metrics.Last(guardName, "schemaguard.migrations.running"), metrics.Last(guardName, "schemaguard.migrations.planned"))
            )
        );

        await guard.MigrateAsync(seen, TestContext.Current.CancellationToken);

        metrics.Last(guardName, "schemaguard.migrations.applied").ShouldBe(3);
        metrics.Count(guardName, "schemaguard.migration.duration").ShouldBe(3);
        metrics.Count(guardName, "schemaguard.lock.wait").ShouldBeGreaterThan(0);
        metrics.Count(guardName, "schemaguard.run.duration", "schemaguard.outcome", "healthy").ShouldBe(1);
        metrics.Last(guardName, "schemaguard.migrations.pending").ShouldBe(0);
        metrics.Last(guardName, "schemaguard.state").ShouldBe(1);
        metrics.Last(guardName, "schemaguard.findings", "schemaguard.severity", "error").ShouldBe(0);
        metrics.Last(guardName, "schemaguard.checks.failing").ShouldBe(0);
        metrics.Last(guardName, "schemaguard.verdict.age").ShouldNotBeNull().ShouldBeInRange(0, 60);
        metrics.Last(guardName, "schemaguard.migrations.running").ShouldBeNull();
        progress[0].ShouldBe((1, 3));
        progress[^1].ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_guard_that_was_disposed_is_not_measured_any_more()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(0);
        using var metrics = new CollectedMetrics();
        var guardName = "disposed-" + Guid.NewGuid().ToString("N");

        await MigrateNamedAsync(database, guardName, folder);

        metrics.Last(guardName, "schemaguard.state").ShouldBeNull();
        metrics.Last(guardName, "schemaguard.migrations.applied").ShouldBe(1);
    }

    [Fact]
    public async Task Two_guards_of_one_host_protect_two_databases_and_either_can_refuse()
    {
        await using var first = await CreateDatabaseAsync();
        await using var second = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        first.Use(builder.Services.AddSchemaGuard()).AddMigrations(folder.Path);
        second.Use(builder.Services.AddSchemaGuard("billing")).AddMigrations(folder.Path).RequireTables("invoices");
        builder.Services.AddHealthChecks().AddSchemaGuard();
        using var host = builder.Build();

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        exception.Guard.ShouldBe("billing");
        exception.Findings.Single().Target.ShouldBe("invoices");
        host.Services.GetRequiredService<ISchemaGuard>().LastReport!.State.ShouldBe(SchemaState.Healthy);
        host.Services.GetRequiredKeyedService<ISchemaGuard>("billing").LastReport!.State.ShouldBe(SchemaState.Unhealthy);
        var health = await host
            .Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        health.Entries["schema"].Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        health.Entries["schema"].Data["billing.state"].ShouldBe("Unhealthy");
        health.Entries["schema"].Data["default.state"].ShouldBe("Healthy");
    }

    private static async Task MigrateNamedAsync(TestDatabase database, string guardName, MigrationFolder folder)
    {
        var services = new ServiceCollection();
        database.Use(services.AddSchemaGuard(guardName)).AddMigrations(folder.Path);
        await using var provider = services.BuildServiceProvider();
        await provider
            .GetRequiredKeyedService<ISchemaGuard>(guardName)
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class Seen(Action<MigrationProgress> see) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => see(value);
    }
}
