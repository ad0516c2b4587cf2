namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Reads which tables are partitions or heirs of which.</summary>
internal static class ParentReader
{
    public const string Query =
        "SELECT h.inhrelid AS Child, h.inhparent::regclass::text AS Parent FROM pg_catalog.pg_inherits h ORDER BY h.inhrelid, h.inhseqno";

    /// <summary>Takes note of the parents.</summary>
    public static void Note(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddParent(row.Child, row.Parent);
        }
    }

    internal sealed class Row
    {
        public required uint Child { get; init; }

        public required string Parent { get; init; }
    }
}
