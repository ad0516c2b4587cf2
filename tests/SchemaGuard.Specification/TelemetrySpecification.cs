using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of traces and metrics, what they contain and what they omit, and of several guards in one host, for every database.
/// </summary>
public abstract class TelemetrySpecification : ProviderSpecification
{
    private const string Secret = "hunter2";

    [Fact]
    public async Task A_run_leaves_spans_for_itself_and_each_migration_without_any_statement_text()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(2)
            .Add("0003_secret.sql", $"insert into ledger (number) select 3 where '{Secret}' <> '';");
        var guardName = "spans-" + Guid.NewGuid().ToString("N");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SchemaGuard",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await MigrateNamedAsync(database, guardName, folder);

        var own = spans.Where(span => (string?)span.GetTagItem("schemaguard.guard") == guardName).ToList();
        own.Select(span => span.OperationName).ShouldBe([.. Enumerable.Repeat("schemaguard.migration", 4), "schemaguard.run"]);
        own.Take(4)
            .Select(span => span.GetTagItem("schemaguard.migration"))
            .ShouldBe(["0000_ledger", "0001_step", "0002_step", "0003_secret"]);
        own.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_is_counted_and_measured()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        var guardName = "metrics-" + Guid.NewGuid().ToString("N");
        var measured = new ConcurrentQueue<(string Instrument, double Value)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "SchemaGuard")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "guard" } && (string?)tag.Value == guardName)
                {
                    measured.Enqueue((instrument.Name, value));
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();

        await MigrateNamedAsync(database, guardName, folder);

        measured.Count(item => item.Instrument == "schemaguard.migrations.applied").ShouldBe(3);
        measured.Count(item => item is { Instrument: "schemaguard.migration.duration", Value: > 0 }).ShouldBe(3);
        measured.ShouldContain(item => item.Instrument == "schemaguard.lock.wait");
        measured.ShouldContain(("schemaguard.migrations.pending", 0));
        measured.ShouldContain(("schemaguard.state", 1));
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
}
