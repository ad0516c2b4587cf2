using Npgsql;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>
/// Measures a start that compares the whole catalog with a manifest, beside the least that such a start must read, and what it costs with thousands
/// of tables.
/// </summary>
internal sealed class VerifyBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [10, 100, 1_000];

    private readonly RaceTable _times = new("tables", "pool");

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## PostgreSQL, start that verifies a full manifest ({rounds} rounds)\n");
        foreach (var tables in Sizes)
        {
            await RunAsync(tables);
        }

        await output.WriteLineAsync(_times.ToString());
        await new SnapshotBenchmark(server, rounds, output).RunAsync();
    }

    private async Task RunAsync(int tables)
    {
        var folder = workspace.PathOf($"postgresql-verify-{tables}");
        ScriptFolder.WriteTables(folder, tables);
        var database = $"verify_{tables}";
        await server.RecreateAsync(database);
        var connectionString = server.ConnectionString(database);
        await GuardedDatabase.MigrateAsync(connectionString, folder, tables);
        var manifest = Path.Combine(folder, "schema.manifest.json");
        await VerifiedDatabase.WriteManifestAsync(connectionString, folder, manifest);

        var raw = new HandWrittenVerification(folder, tables, readsToken: false);
        var stamping = new HandWrittenVerification(folder, tables, readsToken: true);
        var repeats = tables >= 1_000 ? 3 : 10;
        _times.Add(
            await new Race(rounds, repeats).RunAsync(
                new("raw full, with token", () => stamping.RunAsync(connectionString)),
                new("raw full", () => raw.RunAsync(connectionString)),
                new("SchemaGuard", () => VerifiedDatabase.StartAnewAsync(connectionString, folder, manifest))
            ),
            $"{tables}",
            "new"
        );
        await using var source = HandWrittenStart.CreateSource(connectionString);
        await using var warm = new VerifiedDatabase(connectionString, folder, manifest);
        _times.Add(
            await new Race(rounds, repeats).RunAsync(
                new("raw full, with token", () => stamping.RunAsync(source)),
                new("raw full", () => raw.RunAsync(source)),
                new("SchemaGuard", warm.StartAsync),
                new("a look of the monitor, nothing moved", warm.LookAsync),
                new("a look of the monitor after a TRUNCATE", warm.LookAsync)
                {
                    PrepareAsync = () => TruncateAsync(source),
                    MostRepeats = 1,
                }
            ),
            $"{tables}",
            "warm"
        );
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Moves the drift token as applications do all day: the table gets another file.</summary>
    private static async Task TruncateAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand($"TRUNCATE {ScriptFolder.Table(1)}");
        await command.ExecuteNonQueryAsync();
    }
}
