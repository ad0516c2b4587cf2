using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads extensions.</summary>
internal static class ExtensionReader
{
    public const string Query = "SELECT e.extname::text AS Name, e.extversion AS Version FROM pg_catalog.pg_extension e";

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows) =>
        rows.Select(row => new SchemaObject(
            SchemaObjectKind.Extension,
            schema: null,
            table: null,
            row.Name,
            new SchemaAspect(AspectNames.Version, row.Version)
        ));

    internal sealed class Row
    {
        public required string Name { get; init; }

        public required string Version { get; init; }
    }
}
