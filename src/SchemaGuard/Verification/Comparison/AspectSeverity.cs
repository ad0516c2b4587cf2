using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The severity of a difference in an aspect, which may depend on its direction.</summary>
internal static class AspectSeverity
{
    /// <summary>Returns the severity of a difference between two objects.</summary>
    public static FindingSeverity Of(AspectRule rule, SchemaObject expected, SchemaObject actual)
    {
        var (wanted, found) = (expected[rule.Aspect], actual[rule.Aspect]);
        return rule.Aspect switch
        {
            // A different table would be read and written.
            AspectNames.Storage when actual[AspectNames.Kind]?.StartsWith("foreign", StringComparison.Ordinal) == true =>
                FindingSeverity.Error,
            AspectNames.Definition when actual.Kind == SchemaObjectKind.Other => OtherObjects.Severity(actual),
            AspectNames.Options when actual.Kind == SchemaObjectKind.Other => OtherObjects.SeverityOfOptions(actual),
            // Uniqueness is enforced for other rows: as without the index, duplicates may be written, or a row may be rejected.
            AspectNames.Columns
            or AspectNames.Predicate when expected.Kind == SchemaObjectKind.Index && expected[AspectNames.Unique] == AspectText.True =>
                FindingSeverity.Error,
            // Rows that this build does not expect may be written, but none of its own is rejected.
            AspectNames.Nullable when found != "false" => FindingSeverity.Warning,
            AspectNames.Default when wanted is not null && found is null && actual[AspectNames.Nullable] == "false" =>
                FindingSeverity.Error,
            AspectNames.Default => FindingSeverity.Warning,
            AspectNames.Labels when HasAllLabels(wanted, found) => FindingSeverity.Information,
            _ => rule.Severity,
        };
    }

    /// <summary>
    /// Determines whether all labels exist in their order, perhaps with others between them, so that they compare as before.
    /// </summary>
    private static bool HasAllLabels(string? wanted, string? found)
    {
        var labels = (wanted ?? "").Split(", ");
        var next = 0;
        foreach (var label in (found ?? "").Split(", "))
        {
            next += next < labels.Length && label == labels[next] ? 1 : 0;
        }

        return next == labels.Length;
    }
}
