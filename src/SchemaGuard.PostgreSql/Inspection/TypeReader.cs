using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of enumerations, domains, composite types and ranges.</summary>
internal static class TypeReader
{
    public static readonly string Query = $"""
        SELECT t.typnamespace AS Schema, t.typname::text AS Name, t.typtype::text AS Kind,
               (SELECT string_agg(e.enumlabel::text, E'\n' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS Labels,
               CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS Base,
               t.typnotnull AS IsNotNull, t.typdefault AS Default,
               CASE WHEN t.typtype = 'd' AND t.typcollation <> 0 THEN (SELECT t.typcollation::regcollation::text
                   FROM pg_catalog.pg_type b WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation) END AS Collation,
               (SELECT string_agg(pg_get_constraintdef(k.oid), ' AND ' ORDER BY k.conname) FROM pg_catalog.pg_constraint k
                   WHERE k.contypid = t.oid AND k.contype = 'c') AS Checks,
               CASE WHEN t.typtype = 'r' THEN (SELECT format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
                    WHEN t.typtype = 'c' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                                               FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0
                                                   AND NOT a.attisdropped) END AS Definition,
               CASE WHEN t.typtype = 'r' THEN (SELECT concat_ws(', ', 'subtype_opclass ' || (SELECT quote_ident(o.opcname)
                   FROM pg_catalog.pg_opclass o WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),
                   'collation ' || (SELECT r.rngcollation::regcollation::text FROM pg_catalog.pg_type b
                       WHERE b.oid = r.rngsubtype AND b.typcollation <> r.rngcollation),
                   'canonical ' || nullif(r.rngcanonical, 0)::regproc::text, 'subtype_diff ' || nullif(r.rngsubdiff, 0)::regproc::text)
                 FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) END AS Options,
               CASE WHEN t.typtype = 'r' THEN (SELECT m.typname::text FROM pg_catalog.pg_range r
                   JOIN pg_catalog.pg_type m ON m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid WHERE r.rngtypid = t.oid) END AS Multirange
        FROM pg_catalog.pg_type t
        WHERE t.oid >= {CatalogScope.FirstNumber} AND {CatalogScope.NotOfExtension("pg_type", "t.oid")}
          AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND t.typrelid IN (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'c'))
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindSchema(row.Schema) is { } schema ? Type(row, schema) : null).OfType<SchemaObject>();

    private static SchemaObject Type(Row row, string schema) =>
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
            .Add(AspectNames.Options, row.Options)
            .Add(AspectNames.Multirange, row.Multirange == UsualMultirange(row.Name) ? null : row.Multirange)
            .Of(SchemaObjectKind.Type, schema, table: null, row.Name);

    /// <summary>Returns the name that the server chooses; the server shortens one that is too long.</summary>
    private static string UsualMultirange(string range) =>
        range.IndexOf("range", StringComparison.Ordinal) is var at and >= 0 ? range.Insert(at, "multi") : range + "_multirange";

    internal sealed class Row
    {
        public required uint Schema { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public string? Labels { get; init; }

        public string? Base { get; init; }

        public bool IsNotNull { get; init; }

        public string? Default { get; init; }

        public string? Collation { get; init; }

        public string? Checks { get; init; }

        public string? Definition { get; init; }

        public string? Options { get; init; }

        /// <summary>Gets the multirange type; servers before PostgreSQL 14 have none.</summary>
        public string? Multirange { get; init; }
    }
}
