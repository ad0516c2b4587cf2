using SchemaGuard.Inspection;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// A search for foreign keys to tables or columns that are missing or not unique. SQLite accepts such a key, and refuses each change of a row that
/// uses it (sqlite.org/foreignkeys.html, section 3).
/// </summary>
/// <param name="tables">The definitions of all tables.</param>
/// <param name="others">The views and virtual tables.</param>
/// <param name="uniqueIndexes">The columns of the unique indexes that cover all rows, by their table.</param>
internal sealed class ForeignKeyFaults(
    IReadOnlyDictionary<string, (string Name, TableDefinition Table)> tables,
    IReadOnlySet<string> others,
    ILookup<string, IReadOnlyList<string>> uniqueIndexes
)
{
    /// <summary>Finds the fault of a key.</summary>
    /// <param name="key">The key as it is written.</param>
    /// <param name="target">The key as an object of the catalog.</param>
    public CatalogFault? Find(ForeignKeyDefinition key, SchemaObject target)
    {
        if (!tables.TryGetValue(key.Table, out var parent))
        {
            return others.Contains(key.Table)
                ? FaultMessages.NoKey(target, key.Table, AspectText.Names(key.References))
                : FaultMessages.NoTable(target, key.Table);
        }

        var columns = key.References.Count > 0 ? key.References : parent.Table.PrimaryKey?.Parts.Select(part => part.Name).ToList() ?? [];
        return columns.FirstOrDefault(column => parent.Table.Find(column) is null) is { } missing
                ? FaultMessages.NoColumn(target, parent.Name, missing)
            : columns.Count != key.Columns.Count || !Keys(parent.Name, parent.Table).Any(unique => IsSame(unique, columns))
                ? FaultMessages.NoKey(target, parent.Name, AspectText.Names(columns))
            : null;
    }

    private IEnumerable<IReadOnlyList<string>> Keys(string name, TableDefinition table) =>
        table
            .UniqueKeys.Append(table.PrimaryKey)
            .OfType<KeyDefinition>()
            .Select(key => (IReadOnlyList<string>)[.. key.Parts.Select(part => part.Name)])
            .Concat(uniqueIndexes[name]);

    private static bool IsSame(IReadOnlyList<string> key, IReadOnlyList<string> columns) =>
        key.Count == columns.Count && columns.All(column => key.Contains(column, AsciiNameComparer.Instance));
}
