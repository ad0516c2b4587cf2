using System.Globalization;
using Npgsql;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.PostgreSql.Inspection;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures the drift token of a database of many tables, beside counting the rows of one of the catalogs it reads.</summary>
internal sealed class DriftBenchmark(BenchmarkServer server, int rounds, TextWriter output)
{
    private const int Tables = 5_000;

    /// <summary>One transaction holds a lock on everything it has made: as many as fit.</summary>
    private const int TablesPerTransaction = 500;
    private const string Database = "drift";

    public async Task RunAsync()
    {
        await output.WriteLineAsync(
            $"## PostgreSQL, drift token of {Tables} tables of 10 columns, a primary key and an index ({rounds} rounds)\n"
        );
        await server.RecreateAsync(Database);
        await using var source = HandWrittenStart.CreateSource(server.ConnectionString(Database));
        await using var connection = await source.OpenConnectionAsync();
        for (var first = 1; first <= Tables; first += TablesPerTransaction)
        {
            await ReadAsync(connection, CreateTables(first));
        }

        // Numbers before and after the server has got to know its catalogs, as it does by itself within minutes.
        await MeasureAsync(connection, "no");
        await ReadAsync(connection, "VACUUM ANALYZE");
        await MeasureAsync(connection, "yes");
        await output.WriteLineAsync(_times.ToString());
    }

    private readonly MarkdownTable _times = new("analyzed", "query", "median ms", "ratio", "ratio, middle half of the rounds");

    private async Task MeasureAsync(NpgsqlConnection connection, string analyzed)
    {
        var result = await new Race(rounds, repeats: 5).RunAsync(
            new Contender("count of pg_attribute", () => ReadAsync(connection, "SELECT count(*) FROM pg_attribute")),
            new Contender("drift token", () => ReadAsync(connection, $"SELECT {DriftToken.Of(18)}"))
        );
        foreach (var lane in result.Lanes)
        {
            _times.Add(
                analyzed,
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0.0"),
                Show(result.Ratio(lane), "0.0"),
                lane == result.Baseline
                    ? ""
                    : $"{Show(result.RatioQuantile(lane, 0.25), "0.0")} to {Show(result.RatioQuantile(lane, 0.75), "0.0")}"
            );
        }
    }

    private static string CreateTables(int first) =>
        $"""
            DO $$ BEGIN
                FOR i IN {first}..{first + TablesPerTransaction - 1} LOOP
                    EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, c2 text NOT NULL, c3 text, c4 integer NOT NULL, c5 integer, '
                        'c6 timestamptz NOT NULL, c7 timestamptz, c8 boolean NOT NULL, c9 numeric, c10 uuid)', i);
                    EXECUTE format('CREATE INDEX ON t%s (c2, c4)', i);
                END LOOP;
            END $$
            """;

    private static async Task ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteScalarAsync();
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
