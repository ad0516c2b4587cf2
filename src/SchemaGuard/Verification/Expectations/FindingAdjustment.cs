using System.IO.Enumeration;

namespace SchemaGuard.Verification.Expectations;

/// <summary>An adjustment that gives known findings a different severity, with the reason that is then reported.</summary>
/// <param name="Code">The code of the findings.</param>
/// <param name="Target">The pattern of their targets, with <c>*</c> for any text.</param>
/// <param name="Severity">The new severity.</param>
/// <param name="Reason">The reason: since when it is known, and what follows from it.</param>
internal sealed record FindingAdjustment(string Code, string Target, FindingSeverity Severity, string Reason)
{
    /// <summary>
    /// Determines whether findings with a code may be adjusted: those about the catalog and the data, never those about the history.
    /// </summary>
    public static bool IsAdjustable(string code) =>
        code.StartsWith("SG2", StringComparison.Ordinal) || code.StartsWith("SG3", StringComparison.Ordinal);

    /// <summary>Adjusts findings. If several adjustments match, the last one counts.</summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<FindingAdjustment> adjustments, IReadOnlyList<Finding> findings) =>
        adjustments.Count == 0 || findings.Count == 0 ? findings : [.. findings.Select(finding => Apply(adjustments, finding))];

    private static Finding Apply(IReadOnlyList<FindingAdjustment> adjustments, Finding finding) =>
        adjustments.LastOrDefault(adjustment => adjustment.Fits(finding)) is { } adjustment
            ? finding with
            {
                Severity = adjustment.Severity,
                Reason = adjustment.Reason,
            }
            : finding;

    private bool Fits(Finding finding) => finding.Code == Code && FileSystemName.MatchesSimpleExpression(Target, finding.Target);
}
