using System.Globalization;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Measures applying migrations of one table each to a database that does not exist yet, beside a hand-written loop.</summary>
internal sealed class ApplyBenchmark(Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [100, 1_000];

    public async Task RunAsync()
    {
        foreach (var migrations in Sizes)
        {
            await RunAsync(migrations);
        }
    }

    private async Task RunAsync(int migrations)
    {
        await output.WriteLineAsync($"## SQLite, applying {migrations} migrations of one table each ({rounds} rounds)\n");
        var folder = workspace.PathOf($"apply-{migrations}");
        ScriptFolder.WriteTables(folder, migrations);
        var byHand = workspace.PathOf("by-hand.db");
        var byGuard = workspace.PathOf("by-guard.db");
        await using var guarded = new GuardedDatabase(byGuard, folder, RequiredTables(migrations));

        var result = await new Race(rounds, repeats: 1).RunAsync(
            new Contender("hand-written", new HandWrittenApply(byHand, folder).RunAsync) { PrepareAsync = () => RemoveAsync(byHand) },
            new Contender("SchemaGuard", () => ApplyAsync(guarded.Guard, migrations)) { PrepareAsync = () => RemoveAsync(byGuard) },
            new Contender("SchemaGuard, new container", () => ApplyAnewAsync(byGuard, folder, migrations))
            {
                PrepareAsync = () => RemoveAsync(byGuard),
            }
        );
        await output.WriteLineAsync(Table(result, migrations).ToString());
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

    private static MarkdownTable Table(RaceResult result, int migrations)
    {
        var table = new MarkdownTable(
            "contender",
            "median ms",
            "µs per migration",
            "ratio",
            "ratio, middle half of the rounds",
            "KiB allocated"
        );
        foreach (var lane in result.Lanes)
        {
            table.Add(
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0"),
                Show(lane.MedianMicroseconds / migrations, "0"),
                Show(result.Ratio(lane), "0.00"),
                lane == result.Baseline
                    ? ""
                    : $"{Show(result.RatioQuantile(lane, 0.25), "0.00")} to {Show(result.RatioQuantile(lane, 0.75), "0.00")}",
                Show(lane.MedianBytes / 1024, "0")
            );
        }

        return table;
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
