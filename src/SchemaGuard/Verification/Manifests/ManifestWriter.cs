using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Verification.Manifests;

/// <summary>
/// The writer of manifests for people to review: objects by name, columns in the table's order, texts of several lines line by line.
/// </summary>
internal static class ManifestWriter
{
    // The file is read by people and by this library, never by a browser, so quotes and umlauts stay as they are.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Stream stream, SchemaManifest manifest)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString(ManifestSections.Schema, ManifestSections.Format);
        if (manifest.Revision > SpellingRevision.First)
        {
            json.WriteNumber(ManifestSections.Revision, manifest.Revision);
        }

        json.WriteString(ManifestSections.Product, manifest.Product);
        json.WriteString(ManifestSections.Version, manifest.ServerVersion);
        if (manifest.SchemaName is { } schema)
        {
            json.WriteString(ManifestSections.SchemaName, schema);
        }

        var parts = manifest.Objects.Where(found => found.Table is not null).ToLookup(found => (found.Schema, found.Table!));
        foreach (var (kind, section) in ManifestSections.Whole)
        {
            WriteSection(
                json,
                section,
                Sorted(manifest.Objects.Where(found => found.Kind == kind)),
                found => ObjectNames.Display(found),
                // Schemas, extensions and routines may have the name of a table.
                kind is SchemaObjectKind.Table or SchemaObjectKind.View
                    ? found => WriteParts(json, parts[(found.Schema, found.Name)])
                    : null
            );
        }

        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteParts(Utf8JsonWriter json, IEnumerable<SchemaObject> all)
    {
        var parts = all.ToList();
        foreach (var (kind, section) in ManifestSections.Parts)
        {
            var found = parts.Where(part => part.Kind == kind);
            if (kind == SchemaObjectKind.PrimaryKey)
            {
                WritePrimaryKey(json, section, found.FirstOrDefault());
            }
            else
            {
                WriteSection(json, section, kind == SchemaObjectKind.Column ? found : Sorted(found), part => part.Name, writeMore: null);
            }
        }
    }

    private static void WritePrimaryKey(Utf8JsonWriter json, string section, SchemaObject? key)
    {
        if (key is null)
        {
            return;
        }

        json.WriteStartObject(section);
        if (key.Name.Length > 0)
        {
            json.WriteString(ManifestSections.Name, key.Name);
        }

        WriteAspects(json, key);
        json.WriteEndObject();
    }

    private static void WriteSection(
        Utf8JsonWriter json,
        string section,
        IEnumerable<SchemaObject> objects,
        Func<SchemaObject, string> name,
        Action<SchemaObject>? writeMore
    )
    {
        var isOpen = false;
        foreach (var found in objects)
        {
            if (!isOpen)
            {
                json.WriteStartObject(section);
                isOpen = true;
            }

            json.WriteStartObject(name(found));
            WriteAspects(json, found);
            writeMore?.Invoke(found);
            json.WriteEndObject();
        }

        if (isOpen)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteAspects(Utf8JsonWriter json, SchemaObject found)
    {
        foreach (var rule in ComparisonRules.Of(found.Kind).Aspects)
        {
            if (found[rule.Aspect] is not { } value)
            {
                continue;
            }

            if (rule.Form == AspectForm.Flag)
            {
                json.WriteBoolean(rule.Aspect, value == AspectText.True);
            }
            else if (value.Contains('\n', StringComparison.Ordinal))
            {
                json.WriteStartArray(rule.Aspect);
                foreach (var line in value.Split('\n'))
                {
                    json.WriteStringValue(line);
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString(rule.Aspect, value);
            }
        }
    }

    private static IOrderedEnumerable<SchemaObject> Sorted(IEnumerable<SchemaObject> objects) =>
        objects.OrderBy(found => found.Schema, StringComparer.Ordinal).ThenBy(found => found.Name, StringComparer.Ordinal);
}
