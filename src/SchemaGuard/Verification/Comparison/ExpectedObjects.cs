using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The selection of the objects of a manifest that apply to the compared catalog.</summary>
internal static class ExpectedObjects
{
    /// <summary>
    /// Leaves out the tables of guards, which an old manifest may contain because they were not recognised when it was written. Also leaves
    /// out what the manifest says about the compared schema as another one: it was read from a sibling of the same shape, whose objects are
    /// compared with this schema's.
    /// </summary>
    public static ExpectedSchema For(Snapshot snapshot, ExpectedSchema expected)
    {
        if (!expected.IsComplete)
        {
            return expected;
        }

        var own = new OwnTables(expected.Objects, snapshot.NameComparer);
        var twins =
            snapshot.DefaultSchema is { } schema && expected.Objects.Any(found => found.Schema == schema)
                ? expected.Objects.Where(found => found.Schema is null).Select(found => KeyOf(found, schema)).ToHashSet()
                : [];
        return own.AreAny || twins.Count > 0
            ? expected with
            {
                Objects = [.. expected.Objects.Where(found => !own.Holds(found) && !IsOfSibling(found))],
            }
            : expected;

        bool IsOfSibling(SchemaObject found) =>
            twins.Count > 0 && found.Schema == snapshot.DefaultSchema && twins.Contains(KeyOf(found, snapshot.DefaultSchema!));
    }

    /// <summary>
    /// Returns the table of a part, or the name of what belongs to no table. The types in such a name include the schema if it is not the
    /// default one.
    /// </summary>
    private static (bool IsRelation, SchemaObjectKind Kind, string Name) KeyOf(SchemaObject found, string schema) =>
        found.Table is not null || found.Kind is SchemaObjectKind.Table or SchemaObjectKind.View
            ? (true, SchemaObjectKind.Table, found.Table ?? found.Name)
            : (false, found.Kind, found.Name.Replace(AspectText.Name(schema) + ".", "", StringComparison.Ordinal));
}
