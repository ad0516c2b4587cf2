using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Finds what has the name of something that is missing in another case, where the database tells cases apart.</summary>
internal static class OtherCase
{
    /// <summary>Adds to a finding what differs from the expected name only in case, if there is something.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="expected">What is missing.</param>
    /// <param name="missing">What is said of it.</param>
    public static Finding Hint(ComparisonContext context, SchemaObject expected, Finding missing)
    {
        if (Find(context, expected) is not { } other)
        {
            return missing;
        }

        var name = context.TargetOf(other);
        return missing with
        {
            Message = $"{missing.Message} '{name}' does, whose name differs only in case: this database tells the two apart.",
            Remedy = $"Write its name where it is expected as it is, '{name}', or rename it in a new migration.",
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
