using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads schemas and extensions.</summary>
internal static class SchemaReader
{
    public const string Query = $"""
        SELECT n.nspname::text AS Name, NULL AS Version, NULL AS Schema FROM pg_catalog.pg_namespace n WHERE {CatalogScope.UserSchema}
        UNION ALL
        SELECT e.extname::text, e.extversion, n.nspname::text FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows) =>
        rows.Select(row =>
            row.Version is null
                ? new SchemaObject(SchemaObjectKind.Schema, schema: null, table: null, row.Name)
                : new SchemaObject(
                    SchemaObjectKind.Extension,
                    schema: null,
                    table: null,
                    row.Name,
                    new SchemaAspect(AspectNames.Version, row.Version)
                )
        );

    internal sealed class Row
    {
        public required string Name { get; init; }

        public string? Version { get; init; }

        public string? Schema { get; init; }
    }
}
