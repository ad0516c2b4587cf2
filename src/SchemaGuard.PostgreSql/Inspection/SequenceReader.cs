using System.Globalization;
using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads the sequences that no column owns.</summary>
internal static class SequenceReader
{
    public const string Query = """
        SELECT c.relnamespace AS Schema, c.relname::text AS Name, format_type(s.seqtypid, NULL) AS Type, s.seqstart AS Start, s.seqincrement AS Increment,
               s.seqmin AS Minimum, s.seqmax AS Maximum, s.seqcycle AS IsCyclic
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend o WHERE o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = s.seqrelid
                          AND (o.deptype = 'e' OR o.deptype IN ('a', 'i') AND o.refobjsubid > 0))
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindSchema(row.Schema) is { } schema ? Sequence(row, schema) : null).OfType<SchemaObject>();

    private static SchemaObject Sequence(Row row, string schema) =>
        new AspectList()
            .Add(AspectNames.Type, row.Type)
            .Add(AspectNames.Start, Text(row.Start))
            .Add(AspectNames.Increment, Text(row.Increment))
            .Add(AspectNames.Minimum, Text(row.Minimum))
            .Add(AspectNames.Maximum, Text(row.Maximum))
            .AddFlag(AspectNames.Cycle, row.IsCyclic, usual: false)
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
    }
}
