using System.Globalization;
using SchemaGuard.Benchmarks.PostgreSql.Hosts;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures whole processes that start with nothing to do, from the call that starts them to their end.</summary>
internal sealed class ColdBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private const int Applied = 10;
    private const string Database = "cold";

    /// <summary>One process takes a fraction of a second, and is more uneven than work within one.</summary>
    private const int RunsPerRound = 3;

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## PostgreSQL, cold process with nothing to do ({rounds * RunsPerRound} runs)\n");
        var folder = workspace.PathOf("postgresql-cold");
        ScriptFolder.WriteTables(folder, Applied);
        await server.RecreateAsync(Database);
        await GuardedDatabase.MigrateAsync(server.ConnectionString(Database), folder, Applied);
        foreach (var peer in PostgreSqlPeers.CreateAll(folder, Applied))
        {
            await server.RecreateAsync(DatabaseOf(peer.Name));
            await peer.MigrateAsync(server.ConnectionString(DatabaseOf(peer.Name)));
        }

        var result = await new Race(rounds * RunsPerRound, repeats: 1).RunAsync([
            Contender("raw", ConsoleHost.Raw, Database),
            Contender("empty host", ConsoleHost.Empty, Database),
            Contender("SchemaGuard", ConsoleHost.Guarded, Database),
            .. PostgreSqlPeers.Names.Select(peer => Contender(peer, peer, DatabaseOf(peer))),
        ]);
        await output.WriteLineAsync(Table(result).ToString());

        string DatabaseOf(string peer) => $"cold {peer}";

        Contender Contender(string name, string program, string database) =>
            new(name, () => HostProcess.RunAsync(program, server.ConnectionString(database), folder));
    }

    private static MarkdownTable Table(RaceResult result)
    {
        var table = new MarkdownTable("process", "median ms", "less raw, ms", "less raw in the same round, ms, middle half");
        foreach (var lane in result.Lanes)
        {
            var differences = lane.Microseconds.Zip(result.Baseline.Microseconds, (own, raw) => (own - raw) / 1000).ToList();
            table.Add(
                lane.Name,
                Show(lane.MedianMicroseconds / 1000),
                Show((lane.MedianMicroseconds - result.Baseline.MedianMicroseconds) / 1000),
                lane == result.Baseline ? "" : $"{Show(Quantile.Of(differences, 0.25))} to {Show(Quantile.Of(differences, 0.75))}"
            );
        }

        return table;
    }

    private static string Show(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
