using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The parsed text of a table.</summary>
internal sealed class TableDefinition
{
    public List<ColumnDefinition> Columns { get; } = [];

    public KeyDefinition? PrimaryKey { get; set; }

    public List<KeyDefinition> UniqueKeys { get; } = [];

    public List<ForeignKeyDefinition> ForeignKeys { get; } = [];

    public List<CheckDefinition> Checks { get; } = [];

    /// <summary>Gets whether rows are stored in the primary key.</summary>
    public bool IsWithoutRowid { get; set; }

    /// <summary>Gets whether columns only accept values of their type.</summary>
    public bool IsStrict { get; set; }

    /// <summary>
    /// Gets what constraints do to rows that violate them, where they do not simply refuse: <c>email not null on conflict ignore</c>.
    /// </summary>
    public List<string> Conflicts { get; } = [];

    /// <summary>Gets the options in the form of an aspect.</summary>
    public string? Options =>
        string.Join(
            ", ",
            [.. IsStrict ? ["strict"] : Array.Empty<string>(), .. IsWithoutRowid ? ["without rowid"] : Array.Empty<string>(), .. Conflicts]
        )
            is { Length: > 0 } options
            ? options
            : null;

    /// <summary>Finds a column by any of its spellings.</summary>
    public ColumnDefinition? Find(string name) => Columns.Find(column => AsciiNameComparer.Instance.Equals(column.Name, name));

    /// <summary>Returns a column's name as its own definition spells it.</summary>
    public string Spell(string name) => Find(name)?.Name ?? name;
}
