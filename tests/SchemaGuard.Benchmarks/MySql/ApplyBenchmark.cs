using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>
/// Measures applying migrations of one table each to an empty database, beside a hand-written loop and its peers: where a commit waits for the
/// disk, and where it does not.
/// </summary>
internal sealed class ApplyBenchmark(MySqlInstallation installation, Workspace workspace, int rounds, int migrations, TextWriter output)
{
    /// <summary>A round in which each commit waits for the disk takes a minute.</summary>
    private const int MostDurableRounds = 3;
    private const string ByHand = "apply_by_hand";
    private const string ByGuard = "apply_by_guard";

    private readonly string _folder = workspace.PathOf("mysql-apply");

    public async Task RunAsync()
    {
        ScriptFolder.WriteTables(_folder, migrations);
        var work = new ApplyWork(installation, workspace, output);
        await RaceAsync("fast", rounds, BenchmarkServer.StartFastAsync);
        await work.RunAsync(isDurable: false);
        await work.RunAsync(isDurable: true);
        await RaceAsync("durable", Math.Min(rounds, MostDurableRounds), BenchmarkServer.StartDurableAsync);
    }

    private async Task RaceAsync(string settings, int times, Func<MySqlInstallation, Task<BenchmarkServer>> start)
    {
        await using var server = await start(installation);
        await output.WriteLineAsync(
            $"## {server.Title}, applying {migrations} migrations of one table each, {settings} ({times} rounds)\n"
        );
        var result = await new Race(times, repeats: 1, leastWarmUpRounds: 1).RunAsync(Contenders(server));
        var table = new RaceTable("settings");
        table.Add(result, settings);
        await output.WriteLineAsync(table.ToString());
    }

    private Contender[] Contenders(BenchmarkServer server) =>
        [
            new("hand-written", new HandWrittenApply(server.UnpooledConnectionString(ByHand), _folder).RunAsync)
            {
                PrepareAsync = () => server.RecreateAsync(ByHand),
            },
            new("SchemaGuard", () => GuardedDatabase.MigrateAsync(server.UnpooledConnectionString(ByGuard), _folder, migrations))
            {
                PrepareAsync = () => server.RecreateAsync(ByGuard),
            },
            .. MySqlPeers
                .CreateAll(installation, _folder)
                .Select(peer =>
                    peer.At(server.UnpooledConnectionString(DatabaseOf(peer))) with
                    {
                        PrepareAsync = () => server.RecreateAsync(DatabaseOf(peer)),
                    }
                ),
        ];

    private static string DatabaseOf(Peer peer) => $"apply_by_{peer.Name.Replace(' ', '_')}";
}
