using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The table of what is compared and what a difference means. An error would cause failures, wrong rows, or rows that should have been
/// rejected; a warning costs time or safety; the rest is worth knowing.
/// </summary>
internal static class ComparisonRules
{
    private static readonly KindRule[] Rules = [.. ObjectRules.All, .. PartRules.All, ObjectRules.Other];

    /// <summary>Gets the rule of every kind, in the order of <see cref="SchemaObjectKind"/>.</summary>
    public static IReadOnlyList<KindRule> All => Rules;

    /// <summary>Returns the rule of a kind.</summary>
    public static KindRule Of(SchemaObjectKind kind) => Rules[(int)kind];
}
