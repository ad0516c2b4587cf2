using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the schemas that are not the server's own.</summary>
internal static class SchemaReader
{
    public const string Query =
        "SELECT n.oid AS Oid, n.nspname::text AS Name FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    /// <summary>Creates the objects, and records their names.</summary>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddSchema(row.Oid, row.Name);
            yield return new SchemaObject(SchemaObjectKind.Schema, schema: null, table: null, row.Name);
        }
    }

    internal sealed class Row
    {
        public required uint Oid { get; init; }

        public required string Name { get; init; }
    }
}
