using System.Text.Json.Serialization;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The serialization of what probes say while the gate is not open.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ProgressDocument))]
internal sealed partial class ProbeDocuments : JsonSerializerContext;
