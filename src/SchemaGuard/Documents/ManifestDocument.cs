using System.Text.Json.Serialization;

namespace SchemaGuard.Documents;

/// <summary>The document of <c>manifest</c>: what was written. The manifest itself is in the file.</summary>
internal sealed record ManifestDocument(
    [property: JsonPropertyName("schema")] string Schema,
    string Guard,
    string File,
    string Product,
    string Version,
    int Tables
)
{
    public static ManifestDocument From(string guard, string file, SchemaManifest manifest) =>
        new(JsonDocuments.SchemaOf("manifest"), guard, file, manifest.Product, manifest.ServerVersion, manifest.TableCount);
}
