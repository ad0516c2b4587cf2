using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// Tells of an index that became unique and of a key that is not unique any more. Where a unique index counts as a key, it is then an object of another
/// kind with the same name, and none is missing.
/// </summary>
internal static class UniquenessFindings
{
    /// <summary>Finds what an index or key has become, if it is there by its name.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="table">The table.</param>
    /// <param name="expected">What is missing.</param>
    public static SchemaObject? Find(ComparisonContext context, SchemaObject table, SchemaObject expected)
    {
        var kind = expected.Kind switch
        {
            SchemaObjectKind.UniqueKey => SchemaObjectKind.Index,
            SchemaObjectKind.Index when context.Expected.IsComplete && expected[AspectNames.Unique] != AspectText.True =>
                SchemaObjectKind.UniqueKey,
            _ => SchemaObjectKind.Other,
        };
        return
            kind != SchemaObjectKind.Other
            && expected.Name.Length > 0
            && context.Actual.Find(kind, table.Schema, table.Name, expected.Name) is { } found
            && found[AspectNames.Unique] != AspectText.True
            ? found
            : null;
    }

    /// <summary>Says what has become of it.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="found">What is there.</param>
    /// <param name="target">The finding's target.</param>
    public static Finding Of(SchemaObject expected, SchemaObject found, string target)
    {
        var isUnique = found.Kind == SchemaObjectKind.UniqueKey;
        return new Finding(
            ComparisonRules.Of(expected.Kind).Different,
            FindingSeverity.Error,
            target,
            isUnique
                ? $"Index '{target}' is now unique, and is expected not to be: inserts and updates that repeat a value may fail."
                : $"Unique key '{target}' is not unique any more: rows that it would have refused may come.",
            isUnique
                ? "Make it without UNIQUE again in a new migration. If it is meant to be so, write the manifest again with 'schemaguard manifest'."
                : "Look for rows that came twice, and make it unique again in a new migration. If it is meant to be so, write the manifest again with 'schemaguard manifest'."
        )
        {
            Expected = Show(expected),
            Actual = Show(found),
        };
    }

    private static string Show(SchemaObject key) =>
        $"{(key.Kind == SchemaObjectKind.UniqueKey ? "unique" : "not unique")} ({key[AspectNames.Columns]})";
}
