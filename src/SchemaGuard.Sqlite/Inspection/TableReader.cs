using SchemaGuard.Inspection;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A reader that turns a table and its parts into objects of the catalog.</summary>
/// <param name="name">The table's name.</param>
/// <param name="table">Its parsed text.</param>
/// <param name="parents">The parsed texts of all tables.</param>
/// <param name="keys">The search for faults of foreign keys.</param>
/// <param name="faults">The list that receives the faults.</param>
internal sealed class TableReader(
    string name,
    TableDefinition table,
    IReadOnlyDictionary<string, (string Name, TableDefinition Table)> parents,
    ForeignKeyFaults keys,
    List<CatalogFault> faults
)
{
    private const string Rowid = "rowid";
    private const string GeneratedAlways = "generated always";
    private readonly PartNames _names = new(name);

    /// <summary>Returns the objects, with columns in their order.</summary>
    /// <param name="columns">What SQLite reports about the columns.</param>
    public IEnumerable<SchemaObject> Read(IReadOnlyList<ColumnRow> columns)
    {
        yield return new SchemaObject(
            SchemaObjectKind.Table,
            CatalogReader.Main,
            table: null,
            name,
            new AspectList { { AspectNames.Options, table.Options } }
        );
        foreach (var column in columns)
        {
            yield return Column(column, columns);
        }

        if (table.PrimaryKey is { } key)
        {
            yield return new SchemaObject(
                SchemaObjectKind.PrimaryKey,
                CatalogReader.Main,
                name,
                key.Name,
                new AspectList { { AspectNames.Columns, key.Columns } }
            );
        }

        var constraints = table
            .UniqueKeys.Select(UniqueKey)
            .Concat(table.ForeignKeys.Select(ForeignKey))
            .Concat(table.Checks.Select(Check));
        foreach (var constraint in constraints.OfType<SchemaObject>())
        {
            yield return constraint;
        }
    }

    private SchemaObject Column(ColumnRow row, IReadOnlyList<ColumnRow> columns)
    {
        var column = table.Find(row.Name);
        var isRowNumber = IsRowNumber(row, columns);
        return new SchemaObject(
            SchemaObjectKind.Column,
            CatalogReader.Main,
            name,
            row.Name,
            new AspectList
            {
                { AspectNames.Type, TypeOf(row, column) },
                { AspectNames.Nullable, row.NotNull != 0 || isRowNumber ? AspectText.False : AspectText.True },
                { AspectNames.Default, row.Default.Length == 0 ? null : DefinitionTokens.Canonical(row.Default) },
                {
                    AspectNames.Identity,
                    column?.IsAutoincrement == true ? "autoincrement"
                    : isRowNumber ? Rowid
                    : null
                },
                { AspectNames.Generated, column?.Generated },
                { AspectNames.Collation, column?.Collation },
            }
        );
    }

    private static string? TypeOf(ColumnRow row, ColumnDefinition? column)
    {
        var type = SqliteTypes.Canonical(row.Type);
        if (column?.Generated is not null && type.EndsWith(GeneratedAlways, StringComparison.Ordinal))
        {
            // Older versions treat these words as the end of the type.
            type = SqliteTypes.Canonical(type[..^GeneratedAlways.Length]);
        }

        return type.Length == 0 ? null : type;
    }

    /// <summary>
    /// Determines whether a column is another name of the row's number, and so never NULL (sqlite.org/lang_createtable.html, section 5).
    /// </summary>
    private bool IsRowNumber(ColumnRow row, IReadOnlyList<ColumnRow> columns) =>
        row.KeyPlace == 1
        && row.Type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase)
        && !table.IsWithoutRowid
        && table.PrimaryKey is not { IsDescendingAtColumn: true }
        && columns.Count(other => other.KeyPlace > 0) == 1;

    private SchemaObject? UniqueKey(KeyDefinition key) =>
        _names.Make(SchemaObjectKind.UniqueKey, key.Name, key.Columns, new AspectList { { AspectNames.Columns, key.Columns } });

    private SchemaObject? Check(CheckDefinition check) =>
        _names.Make(SchemaObjectKind.Check, check.Name, check.Expression, new AspectList { { AspectNames.Expression, check.Expression } });

    private SchemaObject? ForeignKey(ForeignKeyDefinition key)
    {
        var columns = AspectText.Names(key.Columns);
        var made = _names.Make(
            SchemaObjectKind.ForeignKey,
            key.Name,
            columns,
            new AspectList
            {
                { AspectNames.Columns, columns },
                { AspectNames.References, References(key) },
                { AspectNames.OnDelete, key.OnDelete },
                { AspectNames.OnUpdate, key.OnUpdate },
                { AspectNames.Deferrable, key.IsDeferred ? "initially deferred" : null },
            }
        );
        if (made is not null && keys.Find(key, made) is { } fault)
        {
            faults.Add(fault);
        }

        return made;
    }

    /// <summary>Returns the target of a foreign key as the target table itself spells it.</summary>
    private string References(ForeignKeyDefinition key)
    {
        if (!parents.TryGetValue(key.Table, out var parent))
        {
            return AspectText.References(schema: null, key.Table, key.References);
        }

        var columns =
            key.References.Count > 0
                ? key.References.Select(parent.Table.Spell)
                : parent.Table.PrimaryKey?.Parts.Select(part => part.Name) ?? [];
        return AspectText.References(schema: null, parent.Name, columns);
    }
}
