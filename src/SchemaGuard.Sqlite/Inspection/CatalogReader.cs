using SchemaGuard.Inspection;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// A reader that combines what sqlite_master and SQLite's functions report. Pure: the catalog may have changed between the three reads.
/// </summary>
internal sealed class CatalogReader(ILookup<string, ColumnRow> columns, ILookup<string, IndexColumnRow> indexColumns)
{
    /// <summary>The name of the file's own database; others are attached or temporary.</summary>
    public const string Main = "main";

    private readonly Dictionary<string, (string Name, TableDefinition Table)> _tables = new(AsciiNameComparer.Instance);
    private readonly Dictionary<string, VirtualTableDefinition> _virtualTables = new(AsciiNameComparer.Instance);
    private readonly HashSet<string> _relations = new(AsciiNameComparer.Instance);
    private readonly HashSet<string> _shadows = new(AsciiNameComparer.Instance);

    public Snapshot Read(IReadOnlyList<MasterRow> rows)
    {
        _relations.UnionWith(rows.Where(row => row.Type is "table" or "view").Select(row => row.Name));
        foreach (var row in rows.Where(row => row.Type == "table"))
        {
            if (VirtualTableDefinition.Parse(row.Sql) is { } definition)
            {
                _virtualTables[row.Name] = definition;
                _shadows.UnionWith(ShadowTables.Of(row.Name, definition.Module));
            }
            else
            {
                _tables[row.Name] = (row.Name, TableParser.Parse(row.Sql));
            }
        }

        var others = _relations.Except(_tables.Keys, AsciiNameComparer.Instance).ToHashSet(AsciiNameComparer.Instance);
        var faults = new List<CatalogFault>();
        var keys = new ForeignKeyFaults(_tables, others, UniqueIndexes(rows));
        var objects = rows.Where(row => !_shadows.Contains(row.Table)).SelectMany(row => Objects(row, keys, faults)).ToList();
        return new Snapshot(objects, AsciiNameComparer.Instance, Main) { Faults = faults };
    }

    private ILookup<string, IReadOnlyList<string>> UniqueIndexes(IReadOnlyList<MasterRow> rows) =>
        rows.Where(row => row.Type == "index" && IndexDefinition.Parse(row.Sql) is { IsUnique: true, Predicate: null })
            .ToLookup(
                row => row.Table,
                row => (IReadOnlyList<string>)[.. indexColumns[row.Name].Select(part => part.IsExpression ? "" : part.Name)],
                AsciiNameComparer.Instance
            );

    private IEnumerable<SchemaObject> Objects(MasterRow row, ForeignKeyFaults keys, List<CatalogFault> faults) =>
        row.Type switch
        {
            "table" when _virtualTables.TryGetValue(row.Name, out var definition) => VirtualTable(row.Name, definition),
            "table" => new TableReader(row.Name, _tables[row.Name].Table, _tables, keys, faults).Read([.. columns[row.Name]]),
            "view" => [new SchemaObject(SchemaObjectKind.View, Main, table: null, row.Name, Definition(row, "view"))],
            "trigger" => [new SchemaObject(SchemaObjectKind.Trigger, Main, TableOf(row), row.Name, Definition(row, "trigger"))],
            "index" => [Index(row)],
            _ => [],
        };

    private static IEnumerable<SchemaObject> VirtualTable(string name, VirtualTableDefinition table)
    {
        yield return new SchemaObject(
            SchemaObjectKind.Table,
            Main,
            table: null,
            name,
            new AspectList { { AspectNames.Kind, $"virtual {table.Module}" }, { AspectNames.Options, table.Options } }
        );
        foreach (var (column, type) in table.Columns)
        {
            yield return new SchemaObject(
                SchemaObjectKind.Column,
                Main,
                name,
                column,
                new AspectList
                {
                    { AspectNames.Type, type.Length == 0 ? null : SqliteTypes.Canonical(type) },
                    { AspectNames.Nullable, AspectText.True },
                }
            );
        }
    }

    private SchemaObject Index(MasterRow row)
    {
        var definition = IndexDefinition.Parse(row.Sql);
        var table = _tables.GetValueOrDefault(row.Table).Table;
        var parts = indexColumns[row.Name]
            .Select((part, place) => Part(part, place < definition.Parts.Count ? definition.Parts[place] : "", table));
        return new SchemaObject(
            SchemaObjectKind.Index,
            Main,
            TableOf(row),
            row.Name,
            new AspectList
            {
                { AspectNames.Columns, string.Join(", ", parts) },
                { AspectNames.Unique, definition.IsUnique ? AspectText.True : null },
                { AspectNames.Predicate, definition.Predicate },
            }
        );
    }

    private static string Part(IndexColumnRow part, string written, TableDefinition? table)
    {
        var isDescending = part.Descending != 0;
        if (part.IsExpression)
        {
            return KeyPart.Write(written, collation: null, isDescending);
        }

        var collation = part.Collation.ToLowerInvariant();
        var isOwn = part.IsRowNumber || collation == (table?.Find(part.Name)?.Collation ?? "binary");
        return KeyPart.Write(part.IsRowNumber ? written : AspectText.Name(part.Name), isOwn ? null : collation, isDescending);
    }

    /// <summary>Returns the text of a view or trigger without its own name.</summary>
    private static AspectList Definition(MasterRow row, string noun)
    {
        var tokens = new DefinitionTokens(row.Sql);
        tokens.Take("create");
        tokens.Take(noun);
        tokens.Take("if", "not", "exists");
        tokens.ReadName();
        if (noun == "view")
        {
            tokens.Take("as");
        }

        return new AspectList { { AspectNames.Definition, tokens.CanonicalRest() } };
    }

    // A trigger or index may spell its table differently from the table itself.
    private string TableOf(MasterRow row) => _relations.TryGetValue(row.Table, out var relation) ? relation : row.Table;
}
