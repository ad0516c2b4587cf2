using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The search for an object whose name differs only in case from that of a missing one, in a database that distinguishes case.
/// </summary>
internal static class OtherCase
{
    /// <summary>Adds to a finding the object whose name differs only in case from the expected one, if there is one.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="expected">What is missing.</param>
    /// <param name="missing">The finding about it.</param>
    public static Finding Hint(ComparisonContext context, SchemaObject expected, Finding missing)
    {
        if (Find(context, expected) is not { } other)
        {
            return missing;
        }

        var name = context.TargetOf(other);
        return missing with
        {
            Message = $"{missing.Message} '{name}' does, with a name that differs only in case: this database distinguishes the two.",
            Remedy = $"Use its actual name, '{name}', where it is expected, or rename it in a new migration.",
        };
    }

    private static SchemaObject? Find(ComparisonContext context, SchemaObject expected) =>
        expected.Name.Length == 0
            ? null
            : context.Actual.Objects.FirstOrDefault(other =>
                other.Kind == expected.Kind
                && IsLike(other.Name, expected.Name)
                && IsLike(other.Table, expected.Table)
                && IsLike(other.Schema ?? context.Actual.DefaultSchema, expected.Schema ?? context.Actual.DefaultSchema)
            );

    private static bool IsLike(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
