using System.IO.Enumeration;

namespace SchemaGuard.Verification;

/// <summary>Returns findings that are known another severity, with the reason that is then told.</summary>
/// <param name="Code">Their code.</param>
/// <param name="Target">The pattern of their targets, with <c>*</c> for any text.</param>
/// <param name="Severity">The severity that they get.</param>
/// <param name="Reason">Why: since when it is known, and what comes of it.</param>
internal sealed record FindingAdjustment(string Code, string Target, FindingSeverity Severity, string Reason)
{
    /// <summary>Determines whether a code is one of those that may be adjusted: what the catalog and the data are like, never what the history says.</summary>
    public static bool IsAdjustable(string code) =>
        code.StartsWith("SG2", StringComparison.Ordinal) || code.StartsWith("SG3", StringComparison.Ordinal);

    /// <summary>Adjusts findings; of several adjustments that fit, the last one counts.</summary>
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
