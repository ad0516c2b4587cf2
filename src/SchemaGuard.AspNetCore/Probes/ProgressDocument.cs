using System.Text.Json.Serialization;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>What a probe says while the gate is not open, in JSON.</summary>
/// <param name="Schema">The name of this format.</param>
/// <param name="Status"><c>starting</c> or <c>refused</c>.</param>
/// <param name="Pod">The name of the pod or host.</param>
/// <param name="Guards">What each guard is doing.</param>
/// <param name="Refusal">The reason of a refusal.</param>
internal sealed record ProgressDocument(
    [property: JsonPropertyName("schema")] string Schema,
    string Status,
    string Pod,
    IReadOnlyList<GuardProgressDocument> Guards,
    RefusalDocument? Refusal
);
