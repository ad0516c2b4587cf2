using System.Globalization;
using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of sequences. Those that a column owns are an aspect of the column, if they count in an unusual way.</summary>
internal static class SequenceReader
{
    public const string Query = """
        SELECT c.relnamespace AS Schema, c.relname::text AS Name, format_type(s.seqtypid, NULL) AS Type, s.seqstart AS Start, s.seqincrement AS Increment,
               s.seqmin AS Minimum, s.seqmax AS Maximum, s.seqcycle AS IsCyclic, s.seqcache AS Cache,
                   coalesce(o.refobjid, 0) AS Table, coalesce(o.refobjsubid, 0) AS Column,
               c.relpersistence::text AS Persistence, coalesce(o.deptype = 'i', false) AS IsIdentity
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        LEFT JOIN pg_catalog.pg_depend o ON o.classid = 'pg_catalog.pg_class'::regclass
            AND o.objid = s.seqrelid AND o.deptype IN ('a', 'i') AND o.refobjsubid > 0
        WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = s.seqrelid AND x.deptype = 'e')
        """;

    /// <summary>Creates the sequences that no column owns, and records the others.</summary>
    public static IReadOnlyList<SchemaObject> Map(IReadOnlyList<Row> rows, CatalogNames names)
    {
        foreach (var row in rows.Where(row => row.Table != 0))
        {
            names.AddSequence(row.Table, row.Column, row);
        }

        return
        [
            .. rows.Where(row => row.Table == 0)
                .Select(row => names.FindSchema(row.Schema) is { } schema ? Sequence(row, schema) : null)
                .OfType<SchemaObject>(),
        ];
    }

    /// <summary>Returns how the sequence of a column counts, as far as that is unusual.</summary>
    /// <param name="row">The sequence.</param>
    /// <param name="columnType">The column's type, which is usually the sequence's: a smaller one comes to its end early.</param>
    public static string? Unusual(Row row, string columnType)
    {
        var isDescending = row.Increment < 0;
        var largest = row.Type switch
        {
            "smallint" => (long)short.MaxValue,
            "integer" => int.MaxValue,
            _ => long.MaxValue,
        };
        var (minimum, maximum) = isDescending ? (-largest - 1, -1L) : (1L, largest);
        return string.Join(
            ", ",
            new[]
            {
                row.Type == columnType ? null : $"as {row.Type}",
                Given("increment", row.Increment, 1),
                Given("minimum", row.Minimum, minimum),
                Given("maximum", row.Maximum, maximum),
                Given("start", row.Start, isDescending ? row.Maximum : row.Minimum),
                Given("cache", row.Cache, 1),
                row.IsCyclic ? "cycle" : null,
            }.OfType<string>()
        );

        static string? Given(string word, long value, long usual) => value == usual ? null : $"{word} {Text(value)}";
    }

    /// <summary>Returns the names of the sequences that a column owns, unqualified for those in its table's schema.</summary>
    public static string Names(IReadOnlyList<Row> sequences, TableName table, CatalogNames names) =>
        string.Join(
            ", ",
            sequences
                .Select(row =>
                    names.FindSchema(row.Schema) is { } schema && schema != table.Schema
                        ? $"{AspectText.Name(schema)}.{AspectText.Name(row.Name)}"
                        : AspectText.Name(row.Name)
                )
                .Order(StringComparer.Ordinal)
        );

    /// <summary>Finds the sequence that numbers the column: its own, or that of its default.</summary>
    public static Row? Numbering(IReadOnlyList<Row> sequences, string? expression) =>
        sequences switch
        {
            [] => null,
            [var only] => only,
            _ => sequences
                .OrderBy(row => row.Name, StringComparer.Ordinal)
                .MinBy(row =>
                    row.IsIdentity ? 0
                    : expression?.Contains(row.Name, StringComparison.Ordinal) == true ? 1
                    : 2
                ),
        };

    private static SchemaObject Sequence(Row row, string schema) =>
        new AspectList()
            .Add(AspectNames.Type, row.Type)
            .Add(AspectNames.Start, Text(row.Start))
            .Add(AspectNames.Increment, Text(row.Increment))
            .Add(AspectNames.Minimum, Text(row.Minimum))
            .Add(AspectNames.Maximum, Text(row.Maximum))
            .AddFlag(AspectNames.Cycle, row.IsCyclic, usual: false)
            .Add(AspectNames.Cache, row.Cache == 1 ? null : Text(row.Cache))
            .Add(AspectNames.Persistence, row.IsUnlogged ? "unlogged" : null)
            .Of(SchemaObjectKind.Sequence, schema, table: null, row.Name);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal sealed class Row
    {
        public required uint Schema { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public long Start { get; init; }

        public long Increment { get; init; }

        public long Minimum { get; init; }

        public long Maximum { get; init; }

        public bool IsCyclic { get; init; }

        public long Cache { get; init; }

        /// <summary>Gets the table whose column owns it; 0 if none does.</summary>
        public uint Table { get; init; }

        public int Column { get; init; }

        public required string Persistence { get; init; }

        /// <summary>Gets whether it is the sequence of an identity column.</summary>
        public bool IsIdentity { get; init; }

        public bool IsUnlogged => Persistence == RelationReader.Unlogged;
    }
}
