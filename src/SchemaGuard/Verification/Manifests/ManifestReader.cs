using System.Globalization;
using System.Text.Json;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Verification.Manifests;

/// <summary>The reader of manifests, which refuses what it does not know: a misspelt aspect would otherwise never be compared.</summary>
internal sealed class ManifestReader
{
    private readonly List<SchemaObject> _objects = [];

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">The text is not a manifest; the message says what is wrong and where.</exception>
    public static SchemaManifest Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(
                utf8,
                new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                }
            );
            return new ManifestReader().Read(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            // JSON allows an escaped half of a surrogate pair, which Unicode does not. The reader reports it when the text is requested.
            throw new InvalidDataException("it contains an escape that is half a character, such as \\ud800", exception);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(JsonFault.Describe(utf8.Span, exception), exception);
        }
    }

    private SchemaManifest Read(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(ManifestSections.Schema, out var format)
            || format.ValueKind != JsonValueKind.String
        )
        {
            throw new InvalidDataException($"it has no \"{ManifestSections.Schema}\": \"{ManifestSections.Format}\"");
        }

        if (format.GetString() != ManifestSections.Format)
        {
            throw new InvalidDataException($"its format is '{format.GetString()}', but this version reads '{ManifestSections.Format}'");
        }

        var revision = Revision(root);
        foreach (var section in root.EnumerateObject())
        {
            if (IsHeader(section.Name))
            {
                continue;
            }

            var kind = KindOf(ManifestSections.Whole, section.Name) ?? throw Unknown("", section.Name);
            foreach (var found in Children(section.Name, section.Value))
            {
                ReadWhole(kind, $"{section.Name}.{found.Name}", found);
            }
        }

        return new SchemaManifest(Text(root, ManifestSections.Product), Text(root, ManifestSections.Version), _objects, revision)
        {
            SchemaName = Text(root, ManifestSections.SchemaName) is { Length: > 0 } name ? name : null,
        };
    }

    private static bool IsHeader(string name) =>
        name
            is ManifestSections.Revision
                or ManifestSections.Schema
                or ManifestSections.Product
                or ManifestSections.Version
                or ManifestSections.SchemaName
                or "$schema";

    private static int Revision(JsonElement root)
    {
        if (!root.TryGetProperty(ManifestSections.Revision, out var json))
        {
            return SpellingRevision.First;
        }

        if (json.ValueKind != JsonValueKind.Number || !json.TryGetInt32(out var revision) || revision < SpellingRevision.First)
        {
            throw new InvalidDataException($"its \"{ManifestSections.Revision}\" is not a whole number of at least 1");
        }

        return revision <= SpellingRevision.Current
            ? revision
            : throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its revision is {revision}, but this version reads up to "
                        + $"{SpellingRevision.Current}: update SchemaGuard, or write the manifest with this version"
                )
            );
    }

    private void ReadWhole(SchemaObjectKind kind, string path, JsonProperty json)
    {
        var (schema, name) = ObjectNames.Split(json.Name) switch
        {
            [var only] => (null, only),
            [var first, var second] => (first, second),
            _ => throw new InvalidDataException(
                $"'{path}' is not a name; write table or schema.table, and quote a part that contains a dot"
            ),
        };
        var parts = new List<SchemaObject>();
        var aspects = ReadAspects(
            kind,
            path,
            json.Value,
            property =>
            {
                if (
                    kind is not (SchemaObjectKind.Table or SchemaObjectKind.View)
                    || KindOf(ManifestSections.Parts, property.Name) is not { } partKind
                )
                {
                    return false;
                }

                ReadParts(partKind, schema, name, $"{path}.{property.Name}", property.Value, parts);
                return true;
            }
        );
        _objects.Add(new SchemaObject(kind, schema, table: null, name, aspects));
        _objects.AddRange(parts);
    }

    private static void ReadParts(
        SchemaObjectKind kind,
        string? schema,
        string table,
        string path,
        JsonElement json,
        List<SchemaObject> parts
    )
    {
        if (kind == SchemaObjectKind.PrimaryKey)
        {
            var aspects = ReadAspects(kind, path, json, property => property.Name == ManifestSections.Name);
            parts.Add(new SchemaObject(kind, schema, table, Text(json, ManifestSections.Name), aspects));
            return;
        }

        foreach (var part in Children(path, json))
        {
            var aspects = ReadAspects(kind, $"{path}.{part.Name}", part.Value, _ => false);
            parts.Add(new SchemaObject(kind, schema, table, part.Name, aspects));
        }
    }

    private static List<SchemaAspect> ReadAspects(SchemaObjectKind kind, string path, JsonElement json, Predicate<JsonProperty> isTaken)
    {
        var aspects = new List<SchemaAspect>();
        foreach (var property in Children(path, json))
        {
            if (ComparisonRules.Of(kind).Find(property.Name) is { } rule)
            {
                aspects.Add(new SchemaAspect(rule.Aspect, ReadValue(rule, $"{path}.{property.Name}", property.Value)));
            }
            else if (!isTaken(property))
            {
                throw Unknown(path, property.Name);
            }
        }

        return aspects;
    }

    private static string ReadValue(AspectRule rule, string path, JsonElement json) =>
        json.ValueKind switch
        {
            not (JsonValueKind.True or JsonValueKind.False) when rule.Form == AspectForm.Flag => throw new InvalidDataException(
                $"'{path}' is neither true nor false"
            ),
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.True => AspectText.True,
            JsonValueKind.False => AspectText.False,
            JsonValueKind.Array when json.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String) => string.Join(
                '\n',
                json.EnumerateArray().Select(line => line.GetString())
            ),
            _ => throw new InvalidDataException($"'{path}' is neither a text, true, false nor a list of lines"),
        };

    private static JsonElement.ObjectEnumerator Children(string path, JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
            : throw new InvalidDataException($"'{path}' is not an object in braces");

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static SchemaObjectKind? KindOf((SchemaObjectKind Kind, string Section)[] sections, string name)
    {
        foreach (var (kind, section) in sections)
        {
            if (section == name)
            {
                return kind;
            }
        }

        return null;
    }

    private static InvalidDataException Unknown(string path, string name) =>
        new(path.Length == 0 ? $"the section '{name}' is unknown" : $"'{name}' of '{path}' is unknown");
}
