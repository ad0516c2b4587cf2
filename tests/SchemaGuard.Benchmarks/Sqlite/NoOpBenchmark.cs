using System.Globalization;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Measures a start that has nothing to do, beside the least that a hand-written start must do and beside its peers.</summary>
internal sealed class NoOpBenchmark(Workspace workspace, int rounds, TextWriter output)
{
    private static readonly (int Migrations, int Repeats)[] Sizes = [(10, 200), (100, 30), (1_000, 5), (10_000, 1)];
    private const int MostOfPeers = 1_000;
    private static readonly string[] RequiredTables = [ScriptFolder.Table(1), ScriptFolder.Table(2), ScriptFolder.Table(3)];

    private readonly RaceTable _times = new("applied");
    private readonly MarkdownTable _reads = new("applied", "contender", "statements", "instructions", "pages", "bytes of pages");
    private readonly Dictionary<int, RaceResult> _results = [];

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## SQLite, start with nothing to do ({rounds} rounds)\n");
        foreach (var (migrations, repeats) in Sizes)
        {
            await RunAsync(migrations, repeats);
        }

        await output.WriteLineAsync(_times.ToString());
        await output.WriteLineAsync(_reads.ToString());
        await output.WriteLineAsync(PerFile());
    }

    private async Task RunAsync(int migrations, int repeats)
    {
        var path = workspace.PathOf($"noop-{migrations}.db");
        var folder = workspace.PathOf($"noop-{migrations}");
        ScriptFolder.WriteMixed(folder, migrations);
        await using var guarded = new GuardedDatabase(path, folder, RequiredTables);
        await guarded.Guard.MigrateAsync();

        var baseline = new Contender("hand-written", new HandWrittenStart(path, folder, RequiredTables).RunAsync);
        var ours = new Contender("SchemaGuard", () => StartAsync(guarded.Guard, migrations));
        var anew = new Contender("SchemaGuard, new container", () => StartAnewAsync(path, folder, migrations));
        var result = await new Race(rounds, repeats).RunAsync([baseline, ours, anew, .. await PeersAsync(folder, migrations)]);
        _results.Add(migrations, result);
        _times.Add(result, $"{migrations}");

        foreach (var contender in (Contender[])[baseline, ours])
        {
            var reads = await DatabaseReads.CountAsync(GuardedDatabase.ReadConnectionString(path), contender.RunAsync);
            _reads.Add($"{migrations}", contender.Name, $"{reads.Statements}", $"{reads.Instructions}", $"{reads.Pages}", $"{reads.Bytes}");
        }
    }

    /// <summary>Makes the peers ready, each with a database that it has migrated. None of them needs to be asked about ten thousand.</summary>
    private async Task<IReadOnlyList<Contender>> PeersAsync(string folder, int migrations)
    {
        var contenders = new List<Contender>();
        foreach (var peer in migrations > MostOfPeers ? [] : SqlitePeers.CreateAll(folder))
        {
            contenders.Add(
                peer.At(SqlitePeers.ConnectionString(workspace.PathOf($"noop-{migrations}-{peer.Name}.db"))) with
                {
                    MostRepeats = 10,
                }
            );
            await contenders[^1].RunAsync();
        }

        return contenders;
    }

    /// <summary>Starts as a process does that starts once: registers a guard, builds the container, and disposes it.</summary>
    private static async Task StartAnewAsync(string path, string folder, int migrations)
    {
        await using var guarded = new GuardedDatabase(path, folder, RequiredTables);
        await StartAsync(guarded.Guard, migrations);
    }

    private static async Task StartAsync(ISchemaGuard guard, int migrations)
    {
        var report = await guard.MigrateAsync();
        if (report.CatalogRead || report.AppliedCount != migrations || report.State != SchemaState.Healthy)
        {
            throw new InvalidOperationException("The guard did not find a database that is up to date and verified.");
        }
    }

    /// <summary>Says what one more file costs: the difference between the longest and the shortest folder.</summary>
    private string PerFile()
    {
        var (first, last) = (Sizes[0].Migrations, Sizes[^1].Migrations);
        var costs = _results[last]
            .Lanes.Zip(
                _results[first].Lanes,
                (many, few) => $"{many.Name} {Show((many.MedianMicroseconds - few.MedianMicroseconds) / (last - first), "0.0")} µs"
            );
        return $"Time per small file, from {first} to {last}: {string.Join(", ", costs)}.\n";
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
