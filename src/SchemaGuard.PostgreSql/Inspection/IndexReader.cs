using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The reader of indexes; those that a constraint created are not objects of their own. The server is asked to write the columns of an index only if
/// it has expressions, or collations or operator classes other than the usual ones: for thousands of indexes that would be most of the work.
/// </summary>
internal static class IndexReader
{
    /// <summary>
    /// A condition that is true for an index <c>i</c> that is not being built at this moment. What other roles build is hidden from a role without
    /// <c>pg_read_all_stats</c>: while there is such a build, every index counts as being built.
    /// </summary>
    public const string NotInProgress = """
        NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p
                    WHERE p.datname = current_database() AND (p.index_relid IS NULL OR p.index_relid = i.indexrelid))
        """;

    private const int VersionWithNullsNotDistinct = 15;
    private const int BTree = 403;
    private const int Descending = 1;
    private const int NullsFirst = 2;

    public static string Query(int version) => Query(version, $"ic.relpersistence <> 't' AND {CatalogScope.OfSchema("i.indrelid")}");

    /// <summary>Returns the query for some indexes.</summary>
    /// <param name="version">The server's major version.</param>
    /// <param name="scope">The condition that their row <c>i</c> meets.</param>
    public static string Query(int version, string scope) =>
        $"""
            SELECT i.indrelid AS Table, ic.relname::text AS Name, i.indisunique AS IsUnique,
                   CASE WHEN ic.relam <> {BTree} THEN (SELECT am.amname::text FROM pg_catalog.pg_am am WHERE am.oid = ic.relam) END AS Method,
                   i.indkey::text AS Columns, i.indoption::text AS Directions, i.indnkeyatts::int AS KeyColumns,
                   {(version >= VersionWithNullsNotDistinct ? "i.indnullsnotdistinct" : "false")} AS NullsNotDistinct,
                   CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END AS Predicate,
                   i.indisvalid AND i.indisready OR ic.relkind = 'I' AS IsValid, ic.relkind = 'I' AND NOT i.indisvalid AS IsOnly,
                   CASE WHEN ic.relkind = 'I' AND NOT i.indisvalid THEN (SELECT string_agg(h.inhrelid::regclass::text, ', '
                       ORDER BY h.inhrelid::regclass::text) FROM pg_catalog.pg_inherits h
                     WHERE h.inhparent = i.indrelid AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits x
                         JOIN pg_catalog.pg_index o ON o.indexrelid = x.inhrelid
                                                                    WHERE x.inhparent = i.indexrelid AND o.indrelid = h.inhrelid
                                                                        AND o.indisvalid)) END AS Lacking, i.indexrelid AS Oid,
                   CASE WHEN i.indexprs IS NOT NULL OR i.indclass::oid[] && ARRAY(SELECT o.oid FROM pg_catalog.pg_opclass o
                       WHERE NOT o.opcdefault) OR NOT i.indcollation::oid[] <@ ARRAY[0, 100]::oid[]
                        THEN pg_get_indexdef(i.indexrelid) END AS Definition
            FROM pg_catalog.pg_class ic
            JOIN pg_catalog.pg_index i ON i.indexrelid = ic.oid
            WHERE ic.oid >= {CatalogScope.FirstNumber} AND ic.relkind IN ('i', 'I') AND ic.relnamespace <> 'pg_toast'::regnamespace
              AND (NOT ic.relispartition OR ic.oid IN (SELECT k.conindid FROM pg_catalog.pg_constraint k
                  WHERE k.contype IN ('p', 'u', 'x') AND k.conparentid = 0))
              AND {scope}
            """;

    /// <summary>
    /// The query for the indexes whose build was interrupted: invalid, and not being built at this moment. Only sent where one is invalid.
    /// </summary>
    public const string BrokenQuery = $"""
        SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE NOT (i.indisvalid AND i.indisready) AND {NotInProgress}
        """;

    /// <summary>Creates the objects.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="names">The names of tables and columns.</param>
    /// <param name="broken">The indexes whose build was interrupted.</param>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names, IReadOnlySet<uint> broken) =>
        rows.Select(row => names.FindTable(row.Table) is { } table ? Index(row, table, names, broken) : null).OfType<SchemaObject>();

    /// <summary>Returns the columns that an index contains without ordering by them.</summary>
    public static string Included(Row row, CatalogNames names) =>
        AspectText.Names(names.Columns(row.Table, row.Columns).Skip(row.KeyColumns));

    private static SchemaObject Index(Row row, TableName table, CatalogNames names, IReadOnlySet<uint> broken)
    {
        var columns = names.Columns(row.Table, row.Columns);
        return new AspectList()
            .Add(AspectNames.Columns, row.Definition is { } text ? IndexDefinition.Columns(text) : Columns(columns, row))
            .AddFlag(AspectNames.Unique, row.IsUnique, usual: false)
            .AddFlag(AspectNames.NullsNotDistinct, row.NullsNotDistinct, usual: false)
            .Add(AspectNames.Method, row.Method)
            .Add(AspectNames.Predicate, row.Predicate)
            .Add(AspectNames.Include, Included(row, names))
            .AddFlag(AspectNames.Attached, !row.IsOnly, usual: true)
            .Add(AspectNames.Lacking, row.Lacking)
            .AddFlag(AspectNames.Valid, !broken.Contains(row.Oid), usual: true)
            .Of(SchemaObjectKind.Index, table.Schema, table.Name, row.Name);
    }

    private static string Columns(string[] columns, Row row)
    {
        var directions = CatalogNames.Numbers(row.Directions).ToList();
        return string.Join(
            ", ",
            columns
                .Take(row.KeyColumns)
                .Select((column, place) => AspectText.Name(column) + Direction(directions.ElementAtOrDefault(place)))
        );
    }

    private static string Direction(int options) =>
        options switch
        {
            Descending | NullsFirst => " desc",
            Descending => " desc nulls last",
            NullsFirst => " nulls first",
            _ => "",
        };

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required string Name { get; init; }

        public bool IsUnique { get; init; }

        public string? Method { get; init; }

        public required string Columns { get; init; }

        public required string Directions { get; init; }

        public int KeyColumns { get; init; }

        public bool NullsNotDistinct { get; init; }

        public string? Predicate { get; init; }

        public bool IsValid { get; init; }

        /// <summary>Gets whether it belongs to a partitioned table and lacks the index of a partition.</summary>
        public bool IsOnly { get; init; }

        /// <summary>Gets the partitions whose index it lacks.</summary>
        public string? Lacking { get; init; }

        public uint Oid { get; init; }

        public string? Definition { get; init; }
    }
}
