using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The parts that a partition has from its parent. A partition keeps them when it is detached, and becomes like its parent when it is attached.
/// </summary>
internal static class ParentParts
{
    /// <summary>Returns the parts of the parent of a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="other">The same table on the other side. If it is a partition too, nothing was attached or detached.</param>
    /// <param name="actual">The catalog.</param>
    public static IReadOnlyList<SchemaObject> Of(SchemaObject partition, SchemaObject other, Snapshot actual) =>
        other[AspectNames.PartitionOf] is null
        && partition[AspectNames.PartitionOf] is { } partitionOf
        && PartitionText.FindParent(partitionOf, actual) is { } parent
            ? actual.PartsOf(parent)
            : [];

    /// <summary>Determines whether a part is one of the parent's, whatever its name.</summary>
    public static bool IsAmong(IReadOnlyList<SchemaObject> parts, SchemaObject part) =>
        part.Kind
            is SchemaObjectKind.Index
                or SchemaObjectKind.PrimaryKey
                or SchemaObjectKind.UniqueKey
                or SchemaObjectKind.ForeignKey
                or SchemaObjectKind.Check
        && parts.Any(other =>
            other.Kind == part.Kind
            && other[AspectNames.Unique] == part[AspectNames.Unique]
            && other[AspectNames.Predicate] == part[AspectNames.Predicate]
            && other[AspectNames.Columns] == part[AspectNames.Columns]
            && other[AspectNames.Expression] == part[AspectNames.Expression]
            && other[AspectNames.References] == part[AspectNames.References]
        );
}
