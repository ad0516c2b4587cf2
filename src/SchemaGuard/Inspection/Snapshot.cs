using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Holds the catalog as it was read. Immutable, and safe for use by several threads.</summary>
[Experimental("SG9001")]
public sealed class Snapshot
{
    private readonly Dictionary<ObjectKey, SchemaObject> _objects;
    private readonly Dictionary<ObjectKey, List<SchemaObject>> _parts;

    /// <summary>Indexes the objects of a catalog.</summary>
    /// <param name="objects">Every object, without those of the system and of extensions.</param>
    /// <param name="comparer">How the catalog compares names.</param>
    /// <param name="defaultSchema">The schema that a name without one is looked up in; <see langword="null"/> where there are no schemas.</param>
    /// <param name="partComparer">How the catalog compares the names of columns, keys, indexes and routines, where that is another way.</param>
    public Snapshot(
        IReadOnlyList<SchemaObject> objects,
        StringComparer comparer,
        string? defaultSchema,
        StringComparer? partComparer = null
    )
    {
        ArgumentNullException.ThrowIfNull(objects);
        (Objects, DefaultSchema, NameComparer, PartNameComparer) = (objects, defaultSchema, comparer, partComparer ?? comparer);
        var keys = new ObjectKeyComparer(comparer, PartNameComparer);
        _objects = new Dictionary<ObjectKey, SchemaObject>(objects.Count, keys);
        _parts = new Dictionary<ObjectKey, List<SchemaObject>>(keys);
        AddParts();
    }

    private Snapshot(Snapshot other)
    {
        (_objects, _parts) = (other._objects, other._parts);
        (Objects, DefaultSchema, NameComparer, PartNameComparer) = (
            other.Objects,
            other.DefaultSchema,
            other.NameComparer,
            other.PartNameComparer
        );
    }

    /// <summary>Gets every object.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>Gets the kinds of objects of which the database shows this user none, or none of its text, whatever there is.</summary>
    public IReadOnlySet<SchemaObjectKind> Unseen { get; init; } = new HashSet<SchemaObjectKind>();

    /// <summary>Gets which kinds and aspects it holds: those of this revision of manifests and of those before.</summary>
    internal int Revision { get; init; } = int.MaxValue;

    /// <summary>Gets what is wrong with the catalog by itself, whatever is expected: objects that refer to what is gone.</summary>
    public IReadOnlyList<CatalogFault> Faults { get; init; } = [];

    /// <summary>Gets whether the order of a table's columns can be chosen, so that another order is worth knowing.</summary>
    public bool HasColumnOrder { get; init; }

    /// <summary>Gets whether something is about to change without a trace that a probe would see, such as an index that is being built: the verdict does not last.</summary>
    public bool IsUnsettled { get; init; }

    /// <summary>Gets tables and views outside of what is guarded, such as those of the server's other databases, of which only the name is known.</summary>
    public IReadOnlyList<SchemaObject> Elsewhere
    {
        get;
        init
        {
            field = value;
            foreach (var found in value)
            {
                _objects.TryAdd(KeyOf(found), found);
            }
        }
    } = [];

    /// <summary>Gets the schema that a name without one is looked up in.</summary>
    public string? DefaultSchema { get; }

    /// <summary>Gets the name that texts give the default schema. A manifest that is read as a catalog has no default schema, and was written of one.</summary>
    internal string? SchemaName
    {
        get => field ?? DefaultSchema;
        init;
    }

    /// <summary>Gets how the catalog compares names.</summary>
    public StringComparer NameComparer { get; }

    /// <summary>Gets how the catalog compares the names of columns, keys, indexes and routines.</summary>
    public StringComparer PartNameComparer { get; }

    /// <summary>Finds a table or view.</summary>
    /// <param name="name">Its name, or schema and name joined by a dot.</param>
    /// <returns>The object, or <see langword="null"/>.</returns>
    public SchemaObject? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FindRelation(DefaultSchema, name)
            ?? (ObjectNames.Split(name) is [var schema, var table] ? FindRelation(schema, table) : null);
    }

    /// <summary>Finds an object.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="schema">Its schema; <see langword="null"/> for the default one.</param>
    /// <param name="table">The table that it belongs to, if it belongs to one.</param>
    /// <param name="name">Its name; not looked at for a primary key.</param>
    public SchemaObject? Find(SchemaObjectKind kind, string? schema, string? table, string name) =>
        _objects.GetValueOrDefault(ObjectKey.Of(kind, schema ?? DefaultSchema, table, name));

    /// <summary>Returns the same catalog with other faults.</summary>
    /// <param name="faults">What is wrong with it by itself.</param>
    public Snapshot With(IReadOnlyList<CatalogFault> faults) =>
        new(this)
        {
            Revision = Revision,
            SchemaName = SchemaName,
            Faults = faults,
            HasColumnOrder = HasColumnOrder,
            IsUnsettled = IsUnsettled,
            Unseen = Unseen,
            Elsewhere = Elsewhere,
        };

    /// <summary>Returns what belongs to a table: columns, keys, indexes and the rest.</summary>
    /// <param name="table">A table or view of this snapshot.</param>
    public IReadOnlyList<SchemaObject> PartsOf(SchemaObject table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return _parts.TryGetValue(
            ObjectKey.Of(SchemaObjectKind.Table, table.Schema ?? DefaultSchema, table: null, table.Name),
            out var parts
        )
            ? parts
            : [];
    }

    private SchemaObject? FindRelation(string? schema, string name) =>
        Find(SchemaObjectKind.Table, schema, table: null, name) ?? Find(SchemaObjectKind.View, schema, table: null, name);

    private ObjectKey KeyOf(SchemaObject found) => ObjectKey.Of(found.Kind, found.Schema ?? DefaultSchema, found.Table, found.Name);

    /// <summary>Indexes the objects. What belongs to one table stands together as a rule, and is then looked up once.</summary>
    private void AddParts()
    {
        SchemaObject? last = null;
        List<SchemaObject> parts = [];
        foreach (var found in Objects)
        {
            _objects.TryAdd(KeyOf(found), found);
            if (found.Table is null)
            {
                continue;
            }

            if (last is null || !ReferenceEquals(last.Table, found.Table) || !ReferenceEquals(last.Schema, found.Schema))
            {
                parts = PartsFor(found.Schema, found.Table);
            }

            parts.Add(found);
            last = found;
        }
    }

    private List<SchemaObject> PartsFor(string? schema, string table)
    {
        var key = ObjectKey.Of(SchemaObjectKind.Table, schema ?? DefaultSchema, table: null, table);
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts.Add(key, parts = []);
        }

        return parts;
    }
}
