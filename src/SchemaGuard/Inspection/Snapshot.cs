using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Holds the catalog as it was read. Immutable.</summary>
[Experimental("SG9001")]
public sealed class Snapshot
{
    private readonly Dictionary<string, CatalogTable> _tables;

    /// <summary>Indexes the tables and views of a catalog.</summary>
    /// <param name="tables">Every table and view, without those of the system.</param>
    /// <param name="comparer">How the catalog compares names.</param>
    /// <param name="defaultSchema">The schema that a name without one is looked up in; <see langword="null"/> where there are no schemas.</param>
    public Snapshot(IEnumerable<CatalogTable> tables, StringComparer comparer, string? defaultSchema)
    {
        _tables = new Dictionary<string, CatalogTable>(comparer);
        foreach (var table in tables)
        {
            _tables[Key(table.Schema, table.Name)] = table;
            if (table.Schema is null || comparer.Equals(table.Schema, defaultSchema))
            {
                _tables[table.Name] = table;
            }
        }
    }

    /// <summary>Gets the indexes that the database does not use because building them was broken off, as <c>schema.index</c>.</summary>
    public IReadOnlyList<CatalogIndex> InvalidIndexes { get; init; } = [];

    /// <summary>Gets how many tables and views there are.</summary>
    public int Count => _tables.Values.Distinct().Count();

    /// <summary>Finds a table or view.</summary>
    /// <param name="name">Its name, or schema and name joined by a dot.</param>
    /// <returns>The object, or <see langword="null"/>.</returns>
    public CatalogTable? Find(string name) => _tables.GetValueOrDefault(name);

    private static string Key(string? schema, string name) => schema is null ? name : $"{schema}.{name}";
}
