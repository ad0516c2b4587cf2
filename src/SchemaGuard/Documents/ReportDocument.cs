using System.Globalization;
using System.Text.Json.Serialization;

namespace SchemaGuard.Documents;

/// <summary>The document of <c>check</c> and <c>migrate</c>.</summary>
internal sealed record ReportDocument(
    [property: JsonPropertyName("schema")] string Schema,
    string Guard,
    string State,
    DatabaseDocument Database,
    int Applied,
    IReadOnlyList<string> Pending,
    IReadOnlyList<AppliedDocument> AppliedNow,
    IReadOnlyList<FindingDocument> Findings,
    double DurationMs,
    string CheckedAt
)
{
    public static ReportDocument From(string verb, SchemaReport report) =>
        new(
            JsonDocuments.SchemaOf(verb),
            report.Guard,
            report.State.ToString().ToLowerInvariant(),
            new DatabaseDocument(report.Product, report.ServerVersion, report.Target),
            report.AppliedCount,
            [.. report.Pending.Select(pending => pending.Name)],
            [.. report.Applied.Select(AppliedDocument.From)],
            FindingDocument.From(report.Findings),
            Math.Round(report.Duration.TotalMilliseconds, 1),
            report.CheckedAt.ToString("O", CultureInfo.InvariantCulture)
        );
}
