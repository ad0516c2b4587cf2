using SchemaGuard.Inspection;

namespace SchemaGuard;

/// <summary>The requirements on a table. What is not stated is not checked. Not thread-safe.</summary>
public sealed class TableRequirement
{
    private readonly string? _schema;
    private readonly string _name;
    private readonly List<SchemaObject> _objects = [];

    internal TableRequirement(string table)
    {
        (_schema, _name) = ObjectNames.SchemaAndName(table);
        _objects.Add(new SchemaObject(SchemaObjectKind.Table, _schema, table: null, _name));
    }

    internal IReadOnlyList<SchemaObject> Objects => _objects;

    /// <summary>Requires a column.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="type">The type as people write it, such as <c>varchar(255)</c>, <c>timestamptz</c>, <c>int</c>; <see langword="null"/>
    /// for any.</param>
    /// <param name="nullability">Whether the column accepts NULL; <see langword="null"/> for either.</param>
    public TableRequirement Column(string name, string? type = null, Nullability? nullability = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var aspects = new List<SchemaAspect>();
        if (type is not null)
        {
            aspects.Add(new SchemaAspect(AspectNames.Type, type));
        }

        if (nullability is { } given)
        {
            aspects.Add(new SchemaAspect(AspectNames.Nullable, given == Nullability.NotNull ? AspectText.False : AspectText.True));
        }

        return Add(SchemaObjectKind.Column, name, aspects);
    }

    /// <summary>Requires a primary key.</summary>
    /// <param name="columns">The columns of the key, in order.</param>
    public TableRequirement PrimaryKey(params IEnumerable<string> columns) => AddColumns(SchemaObjectKind.PrimaryKey, "", columns);

    /// <summary>Requires a unique constraint or index on some columns, whatever its name.</summary>
    /// <param name="columns">The columns, in order.</param>
    public TableRequirement UniqueKey(params IEnumerable<string> columns) => AddColumns(SchemaObjectKind.UniqueKey, "", columns);

    /// <summary>Requires an index on some columns, whatever its name.</summary>
    /// <param name="columns">The columns, in order, each with <c>desc</c> if it is descending: <c>created_at desc</c>.</param>
    public TableRequirement Index(params IEnumerable<string> columns)
    {
        var text = string.Join(", ", columns);
        ArgumentException.ThrowIfNullOrWhiteSpace(text, nameof(columns));
        return Add(SchemaObjectKind.Index, "", [new SchemaAspect(AspectNames.Columns, text)]);
    }

    /// <summary>Requires an index by its name.</summary>
    /// <param name="name">The name.</param>
    public TableRequirement NamedIndex(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(SchemaObjectKind.Index, name, []);
    }

    /// <summary>Requires a foreign key, whatever its name.</summary>
    /// <param name="columns">The columns of the key: <c>user_id</c>, or <c>day, number</c>.</param>
    /// <param name="references">The table and the columns that the key refers to: <c>users(id)</c>.</param>
    public TableRequirement ForeignKey(string columns, string references)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(columns);
        ArgumentException.ThrowIfNullOrWhiteSpace(references);
        return Add(
            SchemaObjectKind.ForeignKey,
            "",
            [new SchemaAspect(AspectNames.Columns, columns), new SchemaAspect(AspectNames.References, references)]
        );
    }

    private TableRequirement AddColumns(SchemaObjectKind kind, string name, IEnumerable<string> columns)
    {
        var text = AspectText.Names(columns);
        ArgumentException.ThrowIfNullOrWhiteSpace(text, nameof(columns));
        return Add(kind, name, [new SchemaAspect(AspectNames.Columns, text)]);
    }

    private TableRequirement Add(SchemaObjectKind kind, string name, IReadOnlyList<SchemaAspect> aspects)
    {
        _objects.Add(new SchemaObject(kind, _schema, _name, name, aspects));
        return this;
    }
}
