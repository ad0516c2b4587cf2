using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says how much memory a large catalog takes, by a process that may not have more.</summary>
public sealed class CatalogMemoryTests(PostgreSqlServers servers)
{
    /// <summary>About half as much again as is needed: the runtime's collector keeps some for itself, and the more the larger the heap is.</summary>
    private static readonly (int Tables, int Mebibytes) Size = FullRun.IsOn ? (5_000, 96) : (1_000, 32);

    [Fact]
    public async Task A_large_catalog_is_read_and_compared_within_bounded_memory()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder();
        // One transaction holds a lock on everything it has made: as many as fit.
        await database.ExecuteAsync(
            $"""
            DO $$ BEGIN
                FOR i IN 1..{Size.Tables} LOOP
                    EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, c2 text NOT NULL, c3 text, c4 integer NOT NULL, c5 integer, '
                        'c6 timestamptz NOT NULL DEFAULT now(), c7 timestamptz, c8 boolean NOT NULL, c9 numeric, c10 uuid)', i);
                    EXECUTE format('CREATE INDEX ON t%s (c2, c4)', i);
                    EXECUTE format('CREATE INDEX ON t%s (c6 DESC)', i);
                    IF i % 250 = 0 THEN COMMIT; END IF;
                END LOOP;
            END $$
            """
        );
        var manifest = Path.Combine(folder.Path, "schema.manifest.json");

        (await RunAsync("manifest", database, "--output", manifest)).ShouldContain($"{Size.Tables} tables");
        (await RunAsync("check", database, "--manifest", manifest)).ShouldContain("Healthy");
    }

    private static async Task<string> RunAsync(string verb, PostgreSqlTestDatabase database, params IEnumerable<string> more)
    {
        // Without a thread of its own the collector of .NET 10.0 ends the process with a segmentation fault where the limit is near.
        await using var process = TestProcess.Start(
            Programs.Cli,
            [verb, "--provider", database.Provider, "--connection", database.ConnectionString, .. more],
            [("DOTNET_GCHeapHardLimit", (Size.Mebibytes << 20).ToString("x", CultureInfo.InvariantCulture)), ("DOTNET_gcConcurrent", "1")]
        );
        (await process.ExitAsync()).ShouldBe(0, process.Error);
        return process.Output;
    }
}
