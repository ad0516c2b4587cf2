using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>The catalog as it was read. Immutable and thread-safe.</summary>
[Experimental("SG9001")]
public sealed class Snapshot
{
    private readonly Dictionary<ObjectKey, SchemaObject> _objects;
    private readonly Dictionary<ObjectKey, List<SchemaObject>> _parts;

    /// <summary>Indexes the objects of a catalog.</summary>
    /// <param name="objects">All objects, without those of the system and of extensions.</param>
    /// <param name="comparer">How the catalog compares names.</param>
    /// <param name="defaultSchema">The schema in which a name without one is looked up; <see langword="null"/> where there are no
    /// schemas.</param>
    /// <param name="partComparer">How the catalog compares the names of columns, keys, indexes and routines, if that is different.</param>
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

    /// <summary>Gets all objects.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>
    /// Gets the kinds of objects that the database hides from this user, entirely or only their texts, whether or not there are any.
    /// </summary>
    public IReadOnlySet<SchemaObjectKind> Unseen { get; init; } = new HashSet<SchemaObjectKind>();

    /// <summary>
    /// Gets the revision of manifests whose kinds and aspects the snapshot contains, along with those of earlier revisions.
    /// </summary>
    internal int Revision { get; init; } = int.MaxValue;

    /// <summary>
    /// Gets what is wrong with the catalog regardless of what is expected: objects that refer to something that no longer exists.
    /// </summary>
    public IReadOnlyList<CatalogFault> Faults { get; init; } = [];

    /// <summary>Gets whether the order of a table's columns can be chosen, so that a different order is worth reporting.</summary>
    public bool HasColumnOrder { get; init; }

    /// <summary>
    /// Gets whether something is about to change without a trace that a probe would see, such as an index that is being built. The verdict
    /// is then only temporary.
    /// </summary>
    public bool IsUnsettled { get; init; }

    /// <summary>
    /// Gets tables and views outside of what is guarded, such as those of the server's other databases. Only their names are known.
    /// </summary>
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

    /// <summary>Gets the schema in which a name without one is looked up.</summary>
    public string? DefaultSchema { get; }

    /// <summary>
    /// Gets the name by which texts refer to the default schema. A manifest that is read as a catalog has no default schema but was written
    /// from one.
    /// </summary>
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
    /// <param name="kind">The kind of object.</param>
    /// <param name="schema">Its schema; <see langword="null"/> for the default one.</param>
    /// <param name="table">The table that the object belongs to, if any.</param>
    /// <param name="name">Its name; ignored for a primary key.</param>
    public SchemaObject? Find(SchemaObjectKind kind, string? schema, string? table, string name) =>
        _objects.GetValueOrDefault(ObjectKey.Of(kind, schema ?? DefaultSchema, table, name));

    /// <summary>Returns the same catalog with different faults.</summary>
    /// <param name="faults">What is wrong with the catalog regardless of what is expected.</param>
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

    /// <summary>Returns the parts of a table: columns, keys, indexes and the rest.</summary>
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

    /// <summary>Indexes the objects. The parts of a table usually follow each other, so the table is then looked up once.</summary>
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
