using System.Globalization;
using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures applying migrations of one table each to an empty database, beside a hand-written loop and its peers.</summary>
internal sealed class ApplyBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private const int Migrations = 1_000;

    /// <summary>A round at the long distance takes a minute.</summary>
    private const int MostFarRounds = 3;

    /// <summary>
    /// The peers that run at the long distance. The others take two to five times as many round trips, as the counts say, and so as many minutes.
    /// </summary>
    private static readonly string[] FewestTrips = [DbUpFolder.Name, EntityFramework.Name];
    private static readonly TimeSpan HalfRoundTrip = TimeSpan.FromMilliseconds(2.5);

    private readonly RaceTable _times = new("round trip");
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
        var peers = PostgreSqlPeers.CreateAll(_folder, Migrations).Where(peer => peer.Name != WeaselModel.Name).ToList();
        _times.Add(await new Race(rounds, repeats: 1, leastWarmUpRounds: 1).RunAsync(Contenders(server.Port, peers)), "0 ms");
        await using var proxy = server.StartProxy();
        foreach (var contender in Contenders(proxy.Port, peers))
        {
            await CountAsync(proxy, contender);
        }

        proxy.Delay = HalfRoundTrip;
        var nearest = peers.Where(peer => FewestTrips.Contains(peer.Name)).ToList();
        _times.Add(await new Race(FarRounds, repeats: 1, leastWarmUpRounds: 0).RunAsync(Contenders(proxy.Port, nearest)), "5 ms");
        await output.WriteLineAsync(_times.ToString());
        await output.WriteLineAsync(_trips.ToString());
    }

    private int FarRounds => Math.Min(rounds, MostFarRounds);

    private List<Contender> Contenders(int port, IReadOnlyList<Peer> peers)
    {
        return
        [
            Contender("hand-written", "apply_by_hand", to => new HandWrittenApply(to, _folder).RunAsync()),
            Contender("SchemaGuard", "apply_by_guard", to => GuardedDatabase.MigrateAsync(to, _folder, Migrations)),
            .. peers.Select(peer => Contender(peer.Name, $"apply by {peer.Name}", to => NewPool.UseAsync(to, peer.MigrateAsync))),
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

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
