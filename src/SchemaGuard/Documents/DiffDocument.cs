using System.Text.Json.Serialization;

namespace SchemaGuard.Documents;

/// <summary>The document of <c>diff</c>.</summary>
internal sealed record DiffDocument(
    [property: JsonPropertyName("schema")] string Schema,
    string Guard,
    string Expected,
    string Actual,
    bool IsSame,
    IReadOnlyList<FindingDocument> Findings
)
{
    public static DiffDocument From(string guard, string expected, string actual, IReadOnlyList<Finding> findings) =>
        new(JsonDocuments.SchemaOf("diff"), guard, expected, actual, findings.Count == 0, FindingDocument.From(findings));
}
