using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The reader of what a table is a partition of: the parent's name, and the bounds as PostgreSQL writes them.</summary>
internal static class PartitionText
{
    private const string Default = " DEFAULT";
    private const string Bounds = " FOR VALUES ";
    private const string HashBounds = " FOR VALUES WITH (";

    /// <summary>
    /// Determines whether retention has no reason to remove a partition: without the one for all other rows, or without a part of a hash,
    /// inserts fail.
    /// </summary>
    public static bool IsForGood(string partitionOf) =>
        partitionOf.EndsWith(Default, StringComparison.Ordinal) || partitionOf.Contains(HashBounds, StringComparison.Ordinal);

    /// <summary>Finds the parent.</summary>
    /// <param name="partitionOf">The value of <see cref="AspectNames.PartitionOf"/>.</param>
    /// <param name="catalog">The catalog that may contain it.</param>
    public static SchemaObject? FindParent(string partitionOf, Snapshot catalog) =>
        ObjectNames.Split(Parent(partitionOf)) switch
        {
            [var name] => catalog.Find(SchemaObjectKind.Table, schema: null, table: null, name),
            [var schema, var name] => catalog.Find(SchemaObjectKind.Table, schema, table: null, name),
            _ => null,
        };

    // A quoted name may contain these words.
    private static string Parent(string partitionOf)
    {
        var isQuoted = false;
        for (var i = 0; i < partitionOf.Length; i++)
        {
            isQuoted ^= partitionOf[i] == '"';
            var rest = partitionOf.AsSpan(i);
            if (!isQuoted && (rest.StartsWith(Bounds, StringComparison.Ordinal) || rest is Default))
            {
                return partitionOf[..i];
            }
        }

        return partitionOf;
    }
}
