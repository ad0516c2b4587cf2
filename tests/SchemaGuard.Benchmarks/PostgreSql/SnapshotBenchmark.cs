using System.Globalization;
using Npgsql;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures reading and comparing the catalog of thousands of tables, beside the server's own dump of the schema.</summary>
internal sealed class SnapshotBenchmark(BenchmarkServer server, int rounds, TextWriter output)
{
    private const int Tables = 5_000;
    private const string Database = "snapshot";

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"### {Tables} tables of 10 columns, a primary key and two indexes\n");
        await server.RecreateAsync(Database);
        var connectionString = server.ConnectionString(Database);
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            for (var first = 1; first <= Tables; first += 500)
            {
                await using var command = source.CreateCommand(CreateTables(first));
                command.CommandTimeout = 0;
                await command.ExecuteNonQueryAsync();
            }

            await using var vacuum = source.CreateCommand("VACUUM ANALYZE");
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync();
        }

        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(connectionString).AddMigration("1_nothing", "select 1");
        await using var provider = services.BuildServiceProvider();
        var guard = provider.GetRequiredService<ISchemaGuard>();
        var manifest = await guard.ReadManifestAsync();
        var expected = manifest.ToExpected();
        var snapshot = manifest.ToSnapshot(StringComparer.Ordinal);
        var result = await new Race(Math.Max(3, rounds / 2), repeats: 1, leastWarmUpRounds: 1).RunAsync(
            new("pg_dump --schema-only", () => server.DumpSchemaAsync(Database)),
            new("snapshot", async () => manifest = await guard.ReadManifestAsync()),
            new("comparison", () => Compare(expected, snapshot))
        );
        var table = new MarkdownTable("work", "median ms", "ratio", "MiB allocated");
        foreach (var lane in result.Lanes)
        {
            table.Add(
                lane.Name,
                (lane.MedianMicroseconds / 1000).ToString("0", CultureInfo.InvariantCulture),
                result.Ratio(lane).ToString("0.00", CultureInfo.InvariantCulture),
                (lane.MedianBytes / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture)
            );
        }

        await output.WriteLineAsync(table.ToString());
    }

    /// <summary>Compares a manifest with a catalog that was read before.</summary>
    private static Task Compare(ExpectedSchema expected, Snapshot snapshot)
    {
        var context = new ComparisonContext(expected, snapshot, expected.Product!, expected.ServerVersion!, LexicalRules.PostgreSql);
        var hidden = new HiddenObjects(new HistoryTables(Schema: null, "schemaguard_history"), schema: null, snapshot);
        return new SchemaComparison(context, hidden).Compare().Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException("There are differences.");
    }

    private static string CreateTables(int first) =>
        $"""
            DO $$ BEGIN
                FOR i IN {first}..{first + 499} LOOP
                    EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, c2 text NOT NULL, c3 text, c4 integer NOT NULL, c5 integer, '
                        'c6 timestamptz NOT NULL DEFAULT now(), c7 timestamptz, c8 boolean NOT NULL, c9 numeric, c10 uuid)', i);
                    EXECUTE format('CREATE INDEX ON t%s (c2, c4)', i);
                    EXECUTE format('CREATE INDEX ON t%s (c6 DESC)', i);
                END LOOP;
            END $$
            """;
}
