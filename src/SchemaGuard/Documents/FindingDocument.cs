namespace SchemaGuard.Documents;

/// <summary>A finding in JSON.</summary>
internal sealed record FindingDocument(string Code, string Severity, string Target, string Message, string Remedy, string? Location)
{
    public string? Expected { get; init; }

    public string? Actual { get; init; }

    public string? Reason { get; init; }

    public static IReadOnlyList<FindingDocument> From(IEnumerable<Finding> findings) =>
        [
            .. findings.Select(finding => new FindingDocument(
                finding.Code,
                finding.Severity.ToString().ToLowerInvariant(),
                finding.Target,
                finding.Message,
                finding.Remedy,
                finding.Location
            )
            {
                Expected = finding.Expected,
                Actual = finding.Actual,
                Reason = finding.Reason,
            }),
        ];
}
