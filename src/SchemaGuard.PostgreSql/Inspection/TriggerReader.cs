using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The reader of triggers. The server writes their table with its schema whatever the search path is. Those that a partition has from its parent are
/// left out.
/// </summary>
internal static class TriggerReader
{
    public static readonly string Query = $"""
        SELECT t.tgrelid AS Table, t.tgname::text AS Name, t.tgenabled::text AS Enabled,
               (SELECT replace(pg_get_triggerdef(t.oid), format(' ON %I.%I ', current_schema(), c.relname),
                   format(' ON %I ', c.relname)) FROM pg_catalog.pg_class c WHERE c.oid = t.tgrelid) AS Definition
        FROM pg_catalog.pg_trigger t
        WHERE t.oid >= {CatalogScope.FirstNumber} AND NOT t.tgisinternal AND t.tgparentid = 0 AND {CatalogScope.OfSchema("t.tgrelid")}
        """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindTable(row.Table) is { } table ? Trigger(row, table) : null).OfType<SchemaObject>();

    private static SchemaObject Trigger(Row row, TableName table) =>
        new AspectList()
            .Add(AspectNames.Definition, row.Definition)
            .Add(AspectNames.Enabled, FiringText.Of(row.Enabled))
            .Of(SchemaObjectKind.Trigger, table.Schema, table.Name, row.Name);

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required string Name { get; init; }

        public required string Definition { get; init; }

        public required string Enabled { get; init; }
    }
}
