using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads enumerations, domains, composite types and ranges.</summary>
internal static class TypeReader
{
    public static readonly string Query = $"""
        SELECT n.nspname::text AS Schema, t.typname::text AS Name, t.typtype::text AS Kind,
               (SELECT string_agg(e.enumlabel::text, E'\n' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS Labels,
               CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS Base,
               t.typnotnull AS IsNotNull, t.typdefault AS Default,
               CASE WHEN t.typtype = 'd' AND t.typcollation <> 0 AND t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS Collation,
               (SELECT string_agg(pg_get_constraintdef(k.oid), ' AND ' ORDER BY k.conname) FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS Checks,
               CASE WHEN t.typtype = 'r' THEN (SELECT format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
                    WHEN t.typtype = 'c' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                                               FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END AS Definition
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace AND {CatalogScope.UserSchema}
        LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
        WHERE {CatalogScope.NotOfExtension("pg_type", "t.oid")}
          AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows) => rows.Select(Type);

    private static SchemaObject Type(Row row) =>
        new AspectList()
            .Add(
                AspectNames.Kind,
                row.Kind switch
                {
                    "e" => "enum",
                    "d" => "domain",
                    "r" => "range",
                    _ => "composite",
                }
            )
            .Add(AspectNames.Labels, row.Labels is { } labels ? AspectText.Names(labels.Split('\n')) : null)
            .Add(AspectNames.Type, row.Base)
            .AddFlag(AspectNames.Nullable, !row.IsNotNull, usual: true)
            .Add(AspectNames.Default, row.Default)
            .Add(AspectNames.Collation, row.Collation)
            .Add(AspectNames.Expression, row.Checks)
            .Add(AspectNames.Definition, row.Definition)
            .Of(SchemaObjectKind.Type, row.Schema, table: null, row.Name);

    internal sealed class Row
    {
        public required string Schema { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public string? Labels { get; init; }

        public string? Base { get; init; }

        public bool IsNotNull { get; init; }

        public string? Default { get; init; }

        public string? Collation { get; init; }

        public string? Checks { get; init; }

        public string? Definition { get; init; }
    }
}
