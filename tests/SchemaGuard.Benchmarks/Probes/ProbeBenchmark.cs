using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.Probes;

/// <summary>
/// Measures the readiness probe under 2 000 requests a second beside an endpoint that returns a constant; server and load share the processors.
/// </summary>
internal sealed class ProbeBenchmark(Workspace workspace, int rounds, TextWriter output)
{
    private const int PerSecond = 2_000;
    private const int Connections = 16;
    private const int Guards = 10;
    private const string Constant = "/constant";
    private const string Ready = "/health/ready";
    private static readonly ReadOnlyMemory<byte> Word = "Healthy"u8.ToArray();
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## Probes, {PerSecond} requests a second, {Guards} guards ({rounds} rounds)\n");
        await using var app = Build();
        await app.StartAsync();
        var load = new PacedLoad(new Uri(app.Urls.Single()), PerSecond, Connections);
        await load.RunAsync(Constant, Block);
        await load.RunAsync(Ready, Block);
        var (constant, ready) = (new Lane(), new Lane());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (path, lane) in Order(round, (Constant, constant), (Ready, ready)))
            {
                await MeasureAsync(load, path, lane);
            }
        }

        var table = new MarkdownTable(
            "endpoint",
            "p50 µs",
            "p99 µs",
            "ratio of the p99, median of the rounds",
            "bytes allocated a request, first and last round"
        );
        Add(table, "a constant", constant, constant);
        Add(table, "/health/ready", ready, constant);
        await output.WriteLineAsync(table.ToString());
    }

    private static IEnumerable<T> Order<T>(int round, params T[] lanes) => round % 2 == 0 ? lanes : lanes.Reverse();

    private static async Task MeasureAsync(PacedLoad load, string path, Lane lane)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var latencies = await load.RunAsync(path, Block);
        lane.Bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)latencies.Count);
        lane.Halves.Add(Quantile.Of(latencies, 0.5));
        lane.Tails.Add(Quantile.Of(latencies, 0.99));
    }

    private static void Add(MarkdownTable table, string name, Lane lane, Lane baseline) =>
        table.Add(
            name,
            Text(Quantile.Median(lane.Halves), "0"),
            Text(Quantile.Median(lane.Tails), "0"),
            lane == baseline ? "" : Text(Quantile.Median(lane.Tails.Zip(baseline.Tails, (own, other) => own / other)), "0.00"),
            $"{Text(lane.Bytes[0], "0")}, {Text(lane.Bytes[^1], "0")}"
        );

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        for (var i = 0; i < Guards; i++)
        {
            builder
                .Services.AddSchemaGuard($"guard-{i}")
                .UseSqlite($"Data Source={workspace.PathOf($"probe-{i}.db")}")
                .AddMigration("0001_posts", "create table posts (id integer primary key);");
        }

        var app = builder.Build();
        app.MapGet(
            Constant,
            context =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                context.Response.ContentLength = Word.Length;
                return context.Response.Body.WriteAsync(Word).AsTask();
            }
        );
        app.MapSchemaGuardProbes();
        return app;
    }

    private sealed class Lane
    {
        public List<double> Halves { get; } = [];

        public List<double> Tails { get; } = [];

        public List<double> Bytes { get; } = [];
    }
}
