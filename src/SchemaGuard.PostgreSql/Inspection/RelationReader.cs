using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Messages;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of tables and views.</summary>
internal static class RelationReader
{
    /// <summary>The catalog's letter for a table that a crash empties.</summary>
    public const string Unlogged = "u";

    public static readonly string Query = Of($"c.relpersistence <> 't' AND {CatalogScope.NotOfExtension("pg_class", "c.oid")}");

    /// <summary>Returns the query for some tables and views.</summary>
    /// <param name="scope">The condition that their row <c>c</c> meets.</param>
    public static string Of(string scope) =>
        $"""
            SELECT c.oid AS Oid, c.relnamespace AS Schema, c.relname::text AS Name, c.relkind::text AS Kind, c.relpersistence::text AS Persistence,
                   c.relrowsecurity AS HasRowSecurity, c.relforcerowsecurity AS ForcesRowSecurity, c.relispartition AS IsPartition,
                   c.relispopulated AS IsPopulated,
                   CASE WHEN c.relkind IN ('r', 'p') THEN CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing'
                        WHEN 'i' THEN 'index ' || (SELECT x.indexrelid::regclass::text FROM pg_catalog.pg_index x
                            WHERE x.indrelid = c.oid AND x.indisreplident) END END AS ReplicaIdentity,
                   CASE WHEN c.relkind = 'f' THEN (SELECT {ForeignOptions.Of(
                "f.ftoptions"
            )} FROM pg_catalog.pg_foreign_table f WHERE f.ftrelid = c.oid) END AS Storage,
                   CASE WHEN c.relkind = 'v' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || pg_get_expr(d.adbin, d.adrelid), ', ' ORDER BY a.attnum)
                        FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid
                            AND a.attnum = d.adnum WHERE d.adrelid = c.oid) END AS Defaults,
                   CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS Partitioning,
                   CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS Bounds,
                   CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS Definition,
                   CASE WHEN c.relkind = 'v' THEN array_to_string(c.reloptions, ', ') END AS Options,
                   CASE WHEN c.relkind = 'f' THEN (SELECT s.srvname::text FROM pg_catalog.pg_foreign_server s
                       WHERE s.oid = (SELECT f.ftserver FROM pg_catalog.pg_foreign_table f WHERE f.ftrelid = c.oid)) END AS Server
            FROM pg_catalog.pg_class c
            WHERE c.oid >= {CatalogScope.FirstNumber} AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND {scope}
            """;

    /// <summary>Creates the objects, and records their names.</summary>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names, List<CatalogFault> faults)
    {
        foreach (var row in rows)
        {
            if (names.FindSchema(row.Schema) is { } schema)
            {
                names.AddTable(row.Oid, schema, row.Name, row.Persistence == Unlogged);
                var relation = row.Kind is "v" or "m"
                    ? View(row, schema)
                    : Table(row, schema, names.ParentsOf(row.Oid), names.FiringOf(row.Oid));
                if (!row.IsPopulated)
                {
                    faults.Add(PostgreSqlMessages.NotPopulated(relation));
                }

                yield return relation;
            }
        }
    }

    private static SchemaObject Table(Row row, string schema, string? parents, string? firing) =>
        new AspectList()
            .Add(AspectNames.Kind, row.Server is null ? null : $"foreign, of server {AspectText.Name(row.Server)}")
            .Add(AspectNames.Partitioning, row.Partitioning)
            .Add(AspectNames.PartitionOf, row.IsPartition ? $"{parents} {row.Bounds}".TrimEnd() : null)
            .Add(AspectNames.Inherits, row.IsPartition ? null : parents)
            .Add(AspectNames.Persistence, row.Persistence == Unlogged ? "unlogged" : null)
            .Add(AspectNames.RowSecurity, row.HasRowSecurity ? (row.ForcesRowSecurity ? "forced" : "enabled") : null)
            .Add(AspectNames.ReplicaIdentity, row.ReplicaIdentity)
            .Add(AspectNames.Storage, row.Storage)
            .Add(AspectNames.OwnFiring, firing)
            .Of(SchemaObjectKind.Table, schema, table: null, row.Name);

    private static SchemaObject View(Row row, string schema) =>
        new AspectList()
            .AddFlag(AspectNames.Materialized, row.Kind == "m", usual: false)
            .Add(AspectNames.Definition, row.Definition?.Trim())
            .Add(AspectNames.Options, row.Options)
            .Add(AspectNames.Default, row.Defaults)
            .Of(SchemaObjectKind.View, schema, table: null, row.Name);

    internal sealed class Row
    {
        public required uint Oid { get; init; }

        public required uint Schema { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public required string Persistence { get; init; }

        public bool HasRowSecurity { get; init; }

        public bool ForcesRowSecurity { get; init; }

        public bool IsPartition { get; init; }

        public string? Partitioning { get; init; }

        public string? Bounds { get; init; }

        public string? Definition { get; init; }

        public string? Options { get; init; }

        public string? Server { get; init; }

        public bool IsPopulated { get; init; }

        public string? ReplicaIdentity { get; init; }

        public string? Storage { get; init; }

        public string? Defaults { get; init; }
    }
}
