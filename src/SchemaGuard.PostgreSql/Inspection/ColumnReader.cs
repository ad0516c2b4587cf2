using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads the columns of tables. Those of views follow from their definitions; their names are needed for triggers on them.</summary>
internal static class ColumnReader
{
    public const string Query = $"""
        SELECT a.attrelid AS Table, a.attnum::int AS Number, a.attname::text AS Name, format_type(a.atttypid, a.atttypmod) AS Type,
               a.attnotnull AS IsNotNull, a.attidentity::text AS Identity, a.attgenerated::text AS Generated,
               CASE WHEN a.atthasdef THEN pg_get_expr(d.adbin, d.adrelid) END AS Expression,
               CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS Collation,
               c.relkind::text AS Kind
        FROM {CatalogScope.Relations}
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relkind IN ('r', 'p', 'f', 'm')
        ORDER BY a.attrelid, a.attnum
        """;

    /// <summary>Makes the objects, and takes note of their names.</summary>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddColumn(row.Table, row.Number, row.Name);
            if (row.Kind != "m" && names.Find(row.Table) is { } table)
            {
                yield return Column(row, table);
            }
        }
    }

    private static SchemaObject Column(Row row, TableName table) =>
        new AspectList()
            .Add(AspectNames.Type, row.Type)
            .Add(AspectNames.Nullable, row.IsNotNull ? AspectText.False : AspectText.True)
            .Add(AspectNames.Default, row.Generated.Length == 0 ? row.Expression : null)
            .Add(
                AspectNames.Identity,
                row.Identity switch
                {
                    "a" => "always",
                    "d" => "by default",
                    _ => null,
                }
            )
            .Add(
                AspectNames.Generated,
                row.Generated.Length == 0 ? null : $"{row.Expression} {(row.Generated == "s" ? "stored" : "virtual")}"
            )
            .Add(AspectNames.Collation, row.Collation)
            .Of(SchemaObjectKind.Column, table.Schema, table.Name, row.Name);

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required int Number { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public bool IsNotNull { get; init; }

        public string Identity { get; init; } = "";

        public string Generated { get; init; } = "";

        public string? Expression { get; init; }

        public string? Collation { get; init; }

        public required string Kind { get; init; }
    }
}
