namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The reader of which tables are partitions of or inherit from which, and of the triggers and foreign keys that a partition has from its parent and
/// that were switched off or on for it alone.
/// </summary>
internal static class ParentReader
{
    public const string Query = """
        SELECT h.inhrelid AS Child, h.inhparent::regclass::text AS Parent,
               (SELECT string_agg(DISTINCT coalesce((SELECT CASE k.contype WHEN 'f' THEN 'foreign key ' ELSE 'constraint ' END || quote_ident(k.conname)
                                                     FROM pg_catalog.pg_constraint k WHERE t.tgisinternal AND k.oid = t.tgconstraint),
                                                         'trigger ' || quote_ident(t.tgname))
                                           || CASE t.tgenabled WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' replica'
                                               WHEN 'A' THEN ' always' ELSE ' enabled' END, ', ')
                FROM pg_catalog.pg_trigger t LEFT JOIN pg_catalog.pg_trigger p ON p.oid = t.tgparentid
                WHERE t.tgrelid = h.inhrelid AND t.tgenabled <> coalesce(p.tgenabled, 'O')
                  AND (t.tgparentid <> 0 OR t.tgisinternal AND EXISTS (SELECT FROM pg_catalog.pg_constraint k
                      WHERE k.oid = t.tgconstraint AND k.conparentid <> 0))) AS Firing
        FROM pg_catalog.pg_inherits h ORDER BY h.inhrelid, h.inhseqno
        """;

    /// <summary>Records the parents.</summary>
    public static void Note(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddParent(row.Child, row.Parent);
            if (row.Firing is { } firing)
            {
                names.AddFiring(row.Child, firing);
            }
        }
    }

    internal sealed class Row
    {
        public required uint Child { get; init; }

        public required string Parent { get; init; }

        public string? Firing { get; init; }
    }
}
