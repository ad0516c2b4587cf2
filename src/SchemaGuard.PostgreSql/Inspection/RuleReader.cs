using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of rewrite rules. The one that makes a view is the view's definition.</summary>
internal static class RuleReader
{
    public static readonly string Query = $"""
        SELECT r.ev_class AS Table, r.rulename::text AS Name, pg_get_ruledef(r.oid, true) AS Definition, r.ev_enabled::text AS Enabled
        FROM pg_catalog.pg_rewrite r
        WHERE r.oid >= {CatalogScope.FirstNumber} AND r.rulename <> '_RETURN' AND {CatalogScope.OfSchema("r.ev_class")}
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindTable(row.Table) is { } table ? Rule(row, table) : null).OfType<SchemaObject>();

    private static SchemaObject Rule(Row row, TableName table) =>
        new AspectList()
            .Add(AspectNames.Definition, row.Definition)
            .Add(AspectNames.Enabled, FiringText.Of(row.Enabled))
            .Of(SchemaObjectKind.Rule, table.Schema, table.Name, row.Name);

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required string Name { get; init; }

        public required string Definition { get; init; }

        public required string Enabled { get; init; }
    }
}
