using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaGuard.Documents;

/// <summary>The serialization of the documents: camel case, two-space indentation, without nulls, with text readable as it is.</summary>
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
            // The documents go to files and pipes, not to HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>Serializes a document. Direction marks, which occur only in texts, become JSON escapes.</summary>
    public static string Serialize<TDocument>(TDocument document) =>
        PrintableText.Lines(JsonSerializer.Serialize(document, typeof(TDocument), Readable));

    /// <summary>Returns the name of the schema of a verb's document.</summary>
    public static string SchemaOf(string verb) => $"schemaguard/{verb}/1";
}
