using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Measures applying migrations of one table each to a database that does not exist yet, beside a hand-written loop and its peers.</summary>
internal sealed class ApplyBenchmark(Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [100, 1_000];
    private readonly RaceTable _times = new("migrations");

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## SQLite, applying migrations of one table each ({rounds} rounds)\n");
        foreach (var migrations in Sizes)
        {
            await RunAsync(migrations);
        }

        await output.WriteLineAsync(_times.ToString());
    }

    private async Task RunAsync(int migrations)
    {
        var folder = workspace.PathOf($"apply-{migrations}");
        ScriptFolder.WriteTables(folder, migrations);
        var byHand = workspace.PathOf("by-hand.db");
        var byGuard = workspace.PathOf("by-guard.db");
        await using var guarded = new GuardedDatabase(byGuard, folder, RequiredTables(migrations));

        var result = await new Race(rounds, repeats: 1).RunAsync([
            new Contender("hand-written", new HandWrittenApply(byHand, folder).RunAsync) { PrepareAsync = () => RemoveAsync(byHand) },
            new Contender("SchemaGuard", () => ApplyAsync(guarded.Guard, migrations)) { PrepareAsync = () => RemoveAsync(byGuard) },
            new Contender("SchemaGuard, new container", () => ApplyAnewAsync(byGuard, folder, migrations))
            {
                PrepareAsync = () => RemoveAsync(byGuard),
            },
            .. SqlitePeers.CreateAll(folder).Select(Contender),
        ]);
        _times.Add(result, $"{migrations}");

        Contender Contender(Peer peer)
        {
            var path = workspace.PathOf($"by-{peer.Name}.db");
            return peer.At(SqlitePeers.ConnectionString(path)) with { PrepareAsync = () => RemoveAsync(path) };
        }
    }

    private static string[] RequiredTables(int migrations) => [ScriptFolder.Table(1), ScriptFolder.Table(migrations)];

    /// <summary>Applies as a process does that starts once: registers a guard, builds the container, and disposes it.</summary>
    private static async Task ApplyAnewAsync(string path, string folder, int migrations)
    {
        await using var guarded = new GuardedDatabase(path, folder, RequiredTables(migrations));
        await ApplyAsync(guarded.Guard, migrations);
    }

    private static async Task ApplyAsync(ISchemaGuard guard, int migrations)
    {
        var report = await guard.MigrateAsync();
        if (report.Applied.Count != migrations || report.State != SchemaState.Healthy)
        {
            throw new InvalidOperationException("The guard did not apply every migration.");
        }
    }

    /// <summary>Removes a database together with the pooled connections to it.</summary>
    private static Task RemoveAsync(string path)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(path);
        return Task.CompletedTask;
    }
}
