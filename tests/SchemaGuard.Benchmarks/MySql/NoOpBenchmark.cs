using System.Globalization;
using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.MySql.State;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Measures a start that has nothing to do, beside the least that a hand-written start must do and beside its peers.</summary>
internal sealed class NoOpBenchmark(MySqlInstallation installation, Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [10, 100, 1_000];

    private readonly RaceTable _times = new("applied", "pool");

    public async Task RunAsync()
    {
        // Some peers make tables, if they are not there, at each start, which makes a guard on the same server look at the catalog.
        await using (var server = await BenchmarkServer.StartFastAsync(installation))
        await using (var others = await BenchmarkServer.StartFastAsync(installation))
        {
            await output.WriteLineAsync($"## {server.Title}, start with nothing to do ({rounds} rounds)\n");
            foreach (var applied in Sizes)
            {
                await RunAsync(server, others, applied);
            }
        }

        await output.WriteLineAsync(_times.ToString());
        await CountAsync();
    }

    private async Task RunAsync(BenchmarkServer server, BenchmarkServer others, int applied)
    {
        var folder = workspace.PathOf($"mysql-noop-{applied}");
        ScriptFolder.WriteTables(folder, applied);
        var database = $"noop_{applied}";
        await server.RecreateAsync(database);
        var (unpooled, pooled) = (server.UnpooledConnectionString(database), server.ConnectionString(database));
        await GuardedDatabase.MigrateAsync(unpooled, folder, applied);
        var peers = new List<(Peer Peer, string Database)>();
        foreach (var peer in MySqlPeers.CreateAll(installation, folder))
        {
            peers.Add((peer, $"noop_{applied}_{peer.Name.Replace(' ', '_')}"));
            await others.RecreateAsync(peers[^1].Database);
            await peer.MigrateAsync(others.UnpooledConnectionString(peers[^1].Database));
        }

        _times.Add(
            await RaceAsync(unpooled, () => StartAnewAsync(unpooled, folder, applied), others.UnpooledConnectionString),
            $"{applied}",
            "new"
        );
        await using var guarded = new GuardedDatabase(pooled, folder);
        _times.Add(
            await RaceAsync(
                pooled,
                () => guarded.StartAsync(applied),
                others.ConnectionString,
                new Contender("SchemaGuard, new container", () => StartAnewAsync(pooled, folder, applied))
            ),
            $"{applied}",
            "warm"
        );

        Task<RaceResult> RaceAsync(
            string own,
            Func<Task> start,
            Func<string, string> connectionStringOf,
            params IReadOnlyList<Contender> more
        ) =>
            new Race(rounds, Repeats(applied)).RunAsync([
                .. Contenders(folder, own, start),
                .. more,
                .. peers.Select(one => one.Peer.At(connectionStringOf(one.Database))),
            ]);
    }

    private static Contender[] Contenders(string folder, string connectionString, Func<Task> start)
    {
        var raw = new HandWrittenStart(folder, connectionString, isBlind: false);
        var blind = new HandWrittenStart(folder, connectionString, isBlind: true);
        return
        [
            new("raw", raw.RunAsync),
            new("raw, blind", blind.RunAsync),
            new("drift token alone", raw.ReadTokenAsync),
            new("SchemaGuard", start),
        ];
    }

    private static async Task StartAnewAsync(string connectionString, string folder, int applied)
    {
        await using var guarded = new GuardedDatabase(connectionString, folder);
        await guarded.StartAsync(applied);
    }

    /// <summary>A sample is long enough for the clock and for the machine's other work to fall on everybody.</summary>
    private static int Repeats(int applied) => applied >= 1_000 ? 2 : 10;

    /// <summary>Counts the statements of a start on a warm pool: what connecting asks, which the driver decides, is not among them.</summary>
    private async Task CountAsync()
    {
        const int Starts = 10;
        const string Database = "noop_work";
        await using var server = await BenchmarkServer.StartCountingAsync(installation, isDurable: false);
        await server.RecreateAsync(Database);
        var folder = workspace.PathOf($"mysql-noop-{Sizes[0]}");
        var pooled = server.ConnectionString(Database);
        await using var guarded = new GuardedDatabase(pooled, folder);
        await guarded.ApplyAsync(Sizes[0]);

        // A server that was just started proves nothing yet; the start after it leaves the witness that the later ones find.
        await Task.Delay(TimeSpan.FromSeconds(ServerWitness.Settled + 1));
        await guarded.StartAsync(Sizes[0]);
        var counts = await StatementCounts.CountAsync(
            server,
            Database,
            async () =>
            {
                for (var i = 0; i < Starts; i++)
                {
                    await guarded.StartAsync(Sizes[0]);
                }
            }
        );
        var statements = counts.Kinds.Sum(kind => kind.Count) / Starts;
        await output.WriteLineAsync($"Statements of one start on a warm pool: {Show(statements, "0.0")}.\n");
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
