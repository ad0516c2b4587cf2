using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Benchmarks.Verification;

/// <summary>
/// Measures the comparison of an expected schema with one of which every table is missing, beside one that is as expected: how each grows with the
/// tables.
/// </summary>
internal sealed class ComparisonBenchmark(int rounds, TextWriter output)
{
    private static readonly string[] Columns = ["id", "name", "created", "updated", "state"];

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## Comparing tables of one shape ({rounds} rounds)\n");
        var table = new MarkdownTable("tables", "schema", "median ms", "ratio");
        foreach (var tables in (int[])[100, 200, 400, 800])
        {
            var expected = Tables(schema: null, "expected", tables).ToList();
            var result = await new Race(rounds, repeats: 1).RunAsync(
                Compares("as expected", expected, [.. Tables("main", "expected", tables)], findings: 0),
                Compares("every table missing", expected, [], tables),
                Compares("every table has another name", expected, [.. Tables("main", "other", tables)], tables)
            );
            foreach (var lane in result.Lanes)
            {
                table.Add(
                    tables.ToString(CultureInfo.InvariantCulture),
                    lane.Name,
                    (lane.MedianMicroseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture),
                    result.Ratio(lane).ToString("0.0", CultureInfo.InvariantCulture)
                );
            }
        }

        await output.WriteLineAsync(table.ToString());
    }

    private static Contender Compares(
        string name,
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> present,
        int findings
    ) =>
        new(
            name,
            () =>
            {
                var snapshot = new Snapshot(present, StringComparer.Ordinal, "main");
                var found = Verifier.Compare(
                    new ExpectedSchema(expected)
                    {
                        IsComplete = true,
                        Product = "SQLite",
                        ServerVersion = "3",
                    },
                    snapshot,
                    new ServerIdentity("SQLite", "3"),
                    new HiddenObjects(new HistoryTables(Schema: null, "schemaguard_history"), schema: null, snapshot),
                    LexicalRules.Sqlite,
                    []
                );
                return found.Count(finding => finding.Code == FindingCodes.RequiredTableMissing) == findings
                    ? Task.CompletedTask
                    : throw new InvalidOperationException($"{name}: {found.Count} findings.");
            }
        );

    private static IEnumerable<SchemaObject> Tables(string? schema, string prefix, int count) =>
        Enumerable
            .Range(0, count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number}"))
            .SelectMany(name =>
                Columns
                    .Select(column => new SchemaObject(SchemaObjectKind.Column, schema, name, column, []))
                    .Prepend(new SchemaObject(SchemaObjectKind.Table, schema, table: null, name, []))
            );
}
