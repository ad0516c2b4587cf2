namespace SchemaGuard.Inspection;

/// <summary>A comparer of keys that compares names as a catalog does.</summary>
/// <param name="names">The comparer of names.</param>
/// <param name="parts">The comparer of the names of columns, keys, indexes and routines.</param>
internal sealed class ObjectKeyComparer(StringComparer names, StringComparer parts) : IEqualityComparer<ObjectKey>
{
    public bool Equals(ObjectKey x, ObjectKey y) =>
        x.Kind == y.Kind && NamesOf(x.Kind).Equals(x.Name, y.Name) && names.Equals(x.Table, y.Table) && names.Equals(x.Schema, y.Schema);

    public int GetHashCode(ObjectKey obj) =>
        HashCode.Combine(obj.Kind, Hash(obj.Schema, names), Hash(obj.Table, names), Hash(obj.Name, NamesOf(obj.Kind)));

    // A trigger's name compares like a table's: MySQL stores the trigger in a file.
    private StringComparer NamesOf(SchemaObjectKind kind) =>
        kind == SchemaObjectKind.Routine
        || (kind >= SchemaObjectKind.Column && kind is not (SchemaObjectKind.Trigger or SchemaObjectKind.Other))
            ? parts
            : names;

    private static int Hash(string? text, StringComparer comparer) => text is null ? 0 : comparer.GetHashCode(text);
}
