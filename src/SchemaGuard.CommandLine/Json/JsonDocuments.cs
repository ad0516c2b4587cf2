using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaGuard.CommandLine.Json;

/// <summary>Serializes the documents: camel case, two-space indentation, nulls left out, text readable as it stands.</summary>
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(ManifestDocument))]
[JsonSerializable(typeof(DiffDocument))]
internal sealed partial class JsonDocuments : JsonSerializerContext
{
    private static readonly JsonDocuments Readable = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = true,
            NewLine = "\n",
            // The documents go to files and pipes, not into HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>Serializes a document. Marks of direction, which only stand in texts, become the escapes that JSON has for them.</summary>
    public static string Serialize<TDocument>(TDocument document) =>
        PrintableText.Lines(JsonSerializer.Serialize(document, typeof(TDocument), Readable));

    /// <summary>Names the schema of a verb's document.</summary>
    public static string SchemaOf(string verb) => $"schemaguard/{verb}/1";
}
