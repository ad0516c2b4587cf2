using System.Globalization;
using SchemaGuard.Benchmarks.PostgreSql.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures a start that has nothing to do, beside the least that a hand-written start must do and beside a peer.</summary>
internal sealed class NoOpBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [10, 100, 1_000];
    private static readonly TimeSpan HalfRoundTrip = TimeSpan.FromMilliseconds(2.5);

    private readonly MarkdownTable _times = new(
        "round trip",
        "applied",
        "pool",
        "contender",
        "median ms",
        "ratio",
        "ratio, middle half of the rounds",
        "KiB allocated"
    );

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## PostgreSQL, start with nothing to do ({rounds} rounds)\n");
        foreach (var applied in Sizes)
        {
            await RunAsync(applied);
        }

        await output.WriteLineAsync(_times.ToString());
        await output.WriteLineAsync((await new NoOpWork(server, workspace).RunAsync()).ToString());
    }

    private async Task RunAsync(int applied)
    {
        var folder = workspace.PathOf($"postgresql-noop-{applied}");
        ScriptFolder.WriteTables(folder, applied);
        var (ours, peers) = ($"noop_{applied}", $"noop_peer_{applied}");
        await server.RecreateAsync(ours);
        await server.RecreateAsync(peers);
        await GuardedDatabase.MigrateAsync(server.ConnectionString(ours), folder, applied);
        var peer = new EntityFramework(folder);
        await peer.MigrateAsync(server.ConnectionString(peers));

        await RaceAsync("0 ms", server.Port);
        await using var proxy = server.StartProxy();
        proxy.Delay = HalfRoundTrip;
        await RaceAsync("5 ms", proxy.Port);

        async Task RaceAsync(string roundTrip, int port)
        {
            var lanes = new NoOpLanes(server.ConnectionString(ours, port), server.ConnectionString(peers, port), folder, applied, peer);
            var isNear = port == server.Port;
            Add(roundTrip, applied, "new", await new Race(rounds, isNear ? Repeats(applied) : 1).RunAsync(lanes.OnNewPools()));
            await using var warm = lanes.OnWarmPools();
            Add(roundTrip, applied, "warm", await new Race(rounds, isNear ? 4 * Repeats(applied) : 4).RunAsync(warm.Contenders));
        }
    }

    /// <summary>A sample is long enough for the clock and for the machine's other work to fall on everybody.</summary>
    private static int Repeats(int applied) => applied >= 1_000 ? 4 : 10;

    private void Add(string roundTrip, int applied, string pool, RaceResult result)
    {
        foreach (var lane in result.Lanes)
        {
            _times.Add(
                roundTrip,
                $"{applied}",
                pool,
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0.00"),
                Show(result.Ratio(lane), "0.00"),
                lane == result.Baseline
                    ? ""
                    : $"{Show(result.RatioQuantile(lane, 0.25), "0.00")} to {Show(result.RatioQuantile(lane, 0.75), "0.00")}",
                Show(lane.MedianBytes / 1024, "0")
            );
        }
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
