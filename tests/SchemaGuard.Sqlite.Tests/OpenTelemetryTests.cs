using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>What OpenTelemetry hears of a start where its hosting package starts it, as in most applications.</summary>
public sealed class OpenTelemetryTests : IDisposable
{
    private readonly string _guard = "hosted-" + Guid.NewGuid().ToString("N");
    private readonly SqliteTestDatabase _database = new();
    private readonly MigrationFolder _folder = new MigrationFolder().AddLedger(1);
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];

    [Fact]
    public async Task The_trace_of_the_start_is_heard_if_the_tracer_provider_exists_before_it()
    {
        await using var app = Build();
        app.Services.GetRequiredService<TracerProvider>();

        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Own().ShouldContain(span => span.OperationName == "schemaguard.run");
        Own().Count(span => span.OperationName == "schemaguard.migration").ShouldBe(2);
    }

    /// <summary>The page says so. If this fails, OpenTelemetry listens earlier, and the page may be shortened.</summary>
    [Fact]
    public async Task The_trace_of_the_start_is_not_heard_otherwise()
    {
        await using var app = Build();

        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Own().ShouldNotContain(span => span.OperationName == "schemaguard.run");
    }

    [Fact]
    public async Task The_metrics_of_the_start_are_heard_in_any_case()
    {
        await using var app = Build();

        await app.StartAsync(TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        _metrics.ShouldContain(metric => metric.Name == "schemaguard.run.duration");
        _metrics.ShouldContain(metric => metric.Name == "schemaguard.migrations.applied");
        _metrics.ShouldContain(metric => metric.Name == "schemaguard.state");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private IEnumerable<Activity> Own() => _spans.Where(span => (string?)span.GetTagItem("schemaguard.guard") == _guard);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _database.Use(builder.Services.AddSchemaGuard(_guard)).AddMigrations(_folder.Path);
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("SchemaGuard"))
            .WithTracing(tracing => tracing.AddSource("SchemaGuard"));
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(_metrics));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(_spans));
        return builder.Build();
    }
}
