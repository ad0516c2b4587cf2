namespace SchemaGuard.Inspection;

/// <summary>Compares keys as a catalog compares names.</summary>
internal sealed class ObjectKeyComparer(StringComparer names) : IEqualityComparer<ObjectKey>
{
    public bool Equals(ObjectKey x, ObjectKey y) =>
        x.Kind == y.Kind && names.Equals(x.Name, y.Name) && names.Equals(x.Table, y.Table) && names.Equals(x.Schema, y.Schema);

    public int GetHashCode(ObjectKey obj) => HashCode.Combine(obj.Kind, Hash(obj.Schema), Hash(obj.Table), Hash(obj.Name));

    private int Hash(string? text) => text is null ? 0 : names.GetHashCode(text);
}
