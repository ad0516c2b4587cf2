using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the policies of row-level security.</summary>
internal static class PolicyReader
{
    public static readonly string Query = $"""
        SELECT p.polrelid AS Table, p.polname::text AS Name, p.polpermissive AS IsPermissive, p.polcmd::text AS Command,
               array_to_string(p.polroles::regrole[]::text[], ', ') AS Roles,
               pg_get_expr(p.polqual, p.polrelid) AS Seen, pg_get_expr(p.polwithcheck, p.polrelid) AS Written
        FROM pg_catalog.pg_policy p
        WHERE {CatalogScope.OfSchema("p.polrelid")}
        """;

    /// <summary>What the server writes for PUBLIC, which has the number 0.</summary>
    private const string Everybody = "-";

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindTable(row.Table) is { } table ? Policy(row, table) : null).OfType<SchemaObject>();

    private static SchemaObject Policy(Row row, TableName table) =>
        new AspectList()
            .Add(AspectNames.Kind, row.IsPermissive ? null : "restrictive")
            .Add(
                AspectNames.Command,
                row.Command switch
                {
                    "r" => "select",
                    "a" => "insert",
                    "w" => "update",
                    "d" => "delete",
                    _ => null,
                }
            )
            .Add(AspectNames.Roles, row.Roles == Everybody ? null : row.Roles)
            .Add(AspectNames.Using, row.Seen)
            .Add(AspectNames.WithCheck, row.Written)
            .Of(SchemaObjectKind.Policy, table.Schema, table.Name, row.Name);

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required string Name { get; init; }

        public bool IsPermissive { get; init; }

        public required string Command { get; init; }

        public string? Roles { get; init; }

        public string? Seen { get; init; }

        public string? Written { get; init; }
    }
}
