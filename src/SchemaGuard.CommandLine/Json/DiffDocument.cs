using System.Text.Json.Serialization;

namespace SchemaGuard.CommandLine.Json;

/// <summary>The document of <c>diff</c>.</summary>
internal sealed record DiffDocument(
    [property: JsonPropertyName("schema")] string Schema,
    string Guard,
    string Expected,
    string Actual,
    bool IsSame,
    IReadOnlyList<FindingDocument> Findings
);
