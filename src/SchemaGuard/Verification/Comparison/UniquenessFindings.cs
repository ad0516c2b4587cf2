using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The findings about an index that became unique and a key that is no longer unique. Where a unique index counts as a key, it is then an
/// object of another kind with the same name, and nothing is missing.
/// </summary>
internal static class UniquenessFindings
{
    /// <summary>Finds what an index or key has become, if it exists under its name.</summary>
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

    /// <summary>Returns the finding about what has become of it.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="found">What exists.</param>
    /// <param name="target">The finding's target.</param>
    public static Finding Of(SchemaObject expected, SchemaObject found, string target)
    {
        var isUnique = found.Kind == SchemaObjectKind.UniqueKey;
        return new Finding(
            ComparisonRules.Of(expected.Kind).Different,
            FindingSeverity.Error,
            target,
            isUnique
                ? $"Index '{target}' is now unique but is expected not to be: inserts and updates that repeat a value may fail."
                : $"Unique key '{target}' is no longer unique: rows that it would have rejected may be written.",
            isUnique
                ? "Create it without UNIQUE again in a new migration. If it is intended, write the manifest again with 'schemaguard manifest'."
                : "Look for duplicate rows, and make it unique again in a new migration. "
                    + "If it is intended, write the manifest again with 'schemaguard manifest'."
        )
        {
            Expected = Show(expected),
            Actual = Show(found),
        };
    }

    private static string Show(SchemaObject key) =>
        $"{(key.Kind == SchemaObjectKind.UniqueKey ? "unique" : "not unique")} ({key[AspectNames.Columns]})";
}
