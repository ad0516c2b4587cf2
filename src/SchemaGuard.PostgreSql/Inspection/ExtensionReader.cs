using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of extensions.</summary>
internal static class ExtensionReader
{
    public const string Query =
        "SELECT e.extname::text AS Name, e.extversion AS Version, (SELECT n.nspname::text FROM pg_catalog.pg_namespace n "
        + "WHERE n.oid = e.extnamespace AND n.nspname <> 'pg_catalog') AS Schema FROM pg_catalog.pg_extension e";

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row =>
            new AspectList()
                .Add(AspectNames.Version, row.Version)
                .Add(AspectNames.Schema, row.Schema == names.DefaultSchema ? null : row.Schema)
                .Of(SchemaObjectKind.Extension, schema: null, table: null, row.Name)
        );

    internal sealed class Row
    {
        public required string Name { get; init; }

        public required string Version { get; init; }

        public string? Schema { get; init; }
    }
}
