using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>Holds what the text of a table says.</summary>
internal sealed class TableDefinition
{
    public List<ColumnDefinition> Columns { get; } = [];

    public KeyDefinition? PrimaryKey { get; set; }

    public List<KeyDefinition> UniqueKeys { get; } = [];

    public List<ForeignKeyDefinition> ForeignKeys { get; } = [];

    public List<CheckDefinition> Checks { get; } = [];

    /// <summary>Gets whether the primary key is where rows are kept.</summary>
    public bool IsWithoutRowid { get; set; }

    /// <summary>Gets whether columns only take values of their type.</summary>
    public bool IsStrict { get; set; }

    /// <summary>Gets what constraints do to rows that break them, where they do not just refuse: <c>email not null on conflict ignore</c>.</summary>
    public List<string> Conflicts { get; } = [];

    /// <summary>Gets the options as an aspect holds them.</summary>
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

    /// <summary>Gives a column's name as its own definition spells it.</summary>
    public string Spell(string name) => Find(name)?.Name ?? name;
}
