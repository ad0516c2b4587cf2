namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The tables in which the modules that ship with SQLite store the content of their virtual tables. They belong to the module.</summary>
internal static class ShadowTables
{
    private static readonly string[] FullText = ["_content", "_segments", "_segdir", "_docsize", "_stat"];
    private static readonly string[] FullText5 = ["_data", "_idx", "_content", "_docsize", "_config"];
    private static readonly string[] Tree = ["_node", "_rowid", "_parent"];

    /// <summary>Returns the names of the tables that a virtual table of a module may have.</summary>
    public static IEnumerable<string> Of(string table, string module) => SuffixesOf(module).Select(suffix => table + suffix);

    private static string[] SuffixesOf(string module) =>
        module switch
        {
            "fts3" or "fts4" => FullText,
            "fts5" => FullText5,
            "rtree" or "rtree_i32" or "geopoly" => Tree,
            "spellfix1" => ["_vocab"],
            _ => [],
        };
}
