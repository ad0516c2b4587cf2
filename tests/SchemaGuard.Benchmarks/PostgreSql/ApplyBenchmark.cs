using System.Globalization;
using SchemaGuard.Benchmarks.PostgreSql.Peers;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures applying migrations of one table each to an empty database, beside a hand-written loop and a peer.</summary>
internal sealed class ApplyBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private const int Migrations = 1_000;

    /// <summary>A round at the long distance takes half a minute.</summary>
    private const int MostFarRounds = 3;
    private static readonly TimeSpan HalfRoundTrip = TimeSpan.FromMilliseconds(2.5);

    private readonly MarkdownTable _times = new(
        "round trip",
        "contender",
        "median ms",
        "µs per migration",
        "ratio",
        "ratio, middle half of the rounds",
        "KiB allocated"
    );
    private readonly MarkdownTable _trips = new(
        "contender",
        "round trips per migration",
        "connections",
        "bytes to the server per migration"
    );
    private readonly string _folder = workspace.PathOf("postgresql-apply");

    public async Task RunAsync()
    {
        await output.WriteLineAsync(
            $"## PostgreSQL, applying {Migrations} migrations of one table each ({rounds} rounds, at 5 ms {FarRounds})\n"
        );
        ScriptFolder.WriteTables(_folder, Migrations);
        var peer = new EntityFramework(_folder);
        Add("0 ms", await new Race(rounds, repeats: 1, leastWarmUpRounds: 1).RunAsync(Contenders(server.Port, peer)));
        await using var proxy = server.StartProxy();
        foreach (var contender in Contenders(proxy.Port, peer))
        {
            await CountAsync(proxy, contender);
        }

        proxy.Delay = HalfRoundTrip;
        Add("5 ms", await new Race(FarRounds, repeats: 1, leastWarmUpRounds: 0).RunAsync(Contenders(proxy.Port, peer)));
        await output.WriteLineAsync(_times.ToString());
        await output.WriteLineAsync(_trips.ToString());
    }

    private int FarRounds => Math.Min(rounds, MostFarRounds);

    private List<Contender> Contenders(int port, EntityFramework peer)
    {
        return
        [
            Contender("hand-written", "apply_by_hand", to => new HandWrittenApply(to, _folder).RunAsync()),
            Contender("SchemaGuard", "apply_by_guard", to => GuardedDatabase.MigrateAsync(to, _folder, Migrations)),
            Contender("EF Core", "apply_by_peer", peer.MigrateAsync),
        ];

        Contender Contender(string name, string database, Func<string, Task> apply) =>
            new(name, () => apply(server.ConnectionString(database, port))) { PrepareAsync = () => server.RecreateAsync(database) };
    }

    private async Task CountAsync(WireProxy proxy, Contender contender)
    {
        await contender.PrepareAsync();
        proxy.Reset();
        await contender.RunAsync();
        _trips.Add(
            contender.Name,
            Show(proxy.RoundTrips / (double)Migrations, "0.000"),
            $"{proxy.Connections}",
            Show(proxy.BytesToServer / (double)Migrations, "0")
        );
    }

    private void Add(string roundTrip, RaceResult result)
    {
        foreach (var lane in result.Lanes)
        {
            _times.Add(
                roundTrip,
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0"),
                Show(lane.MedianMicroseconds / Migrations, "0"),
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
