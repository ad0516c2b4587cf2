using Npgsql;
using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures a start that has nothing to do, beside the least that a hand-written start must do and beside its peers.</summary>
internal sealed class NoOpBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [10, 100, 1_000];

    /// <summary>It asks for each table by itself: a thousand take a quarter of a minute.</summary>
    private const int MostTablesOfWeasel = 100;
    private static readonly TimeSpan HalfRoundTrip = TimeSpan.FromMilliseconds(2.5);

    private readonly RaceTable _times = new("round trip", "applied", "pool");

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
        var ours = $"noop_{applied}";
        await server.RecreateAsync(ours);
        await GuardedDatabase.MigrateAsync(server.ConnectionString(ours), folder, applied);
        var peers = PostgreSqlPeers
            .CreateAll(folder, applied)
            .Where(peer => peer.Name != WeaselModel.Name || applied <= MostTablesOfWeasel)
            .ToList();
        foreach (var peer in peers)
        {
            await server.RecreateAsync(DatabaseOf(peer));
            await NewPool.UseAsync(server.ConnectionString(DatabaseOf(peer)), peer.MigrateAsync);
        }

        await RaceAsync("0 ms", server.Port);
        await using var proxy = server.StartProxy();
        proxy.Delay = HalfRoundTrip;
        await RaceAsync("5 ms", proxy.Port);
        NpgsqlConnection.ClearAllPools();

        string DatabaseOf(Peer peer) => $"noop {applied} {peer.Name}";

        async Task RaceAsync(string roundTrip, int port)
        {
            var lanes = new NoOpLanes(
                server.ConnectionString(ours, port),
                folder,
                applied,
                [.. peers.Select(peer => (peer, server.ConnectionString(DatabaseOf(peer), port)))]
            );
            var isNear = port == server.Port;
            _times.Add(await new Race(rounds, isNear ? Repeats(applied) : 1).RunAsync(lanes.OnNewPools()), roundTrip, $"{applied}", "new");
            await using var warm = lanes.OnWarmPools();
            _times.Add(
                await new Race(rounds, isNear ? 4 * Repeats(applied) : 4).RunAsync(warm.Contenders),
                roundTrip,
                $"{applied}",
                "warm"
            );
        }
    }

    /// <summary>A sample is long enough for the clock and for the machine's other work to fall on everybody.</summary>
    private static int Repeats(int applied) => applied >= 1_000 ? 4 : 10;
}
