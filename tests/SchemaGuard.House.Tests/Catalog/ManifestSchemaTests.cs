using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.House.Tests.Catalog;

/// <summary>Tests that the published JSON schema of manifests is that of the rules. <c>SCHEMAGUARD_APPROVE=1</c> rewrites it.</summary>
public sealed class ManifestSchemaTests
{
    private static readonly string File = Repository.PathOf("src/SchemaGuard/Verification/Manifests/manifest-1.schema.json");

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void The_published_schema_is_that_of_the_rules()
    {
        var expected = Schema().ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("SCHEMAGUARD_APPROVE") == "1")
        {
            System.IO.File.WriteAllText(File, expected);
            return;
        }

        System.IO.File.ReadAllText(File).ShouldBe(expected, "Run the tests with SCHEMAGUARD_APPROVE=1 and let the difference be reviewed.");
    }

    private static JsonObject Schema()
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            [ManifestSections.Schema] = new JsonObject { ["const"] = ManifestSections.Format },
            [ManifestSections.Revision] = new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = SpellingRevision.First,
                ["maximum"] = SpellingRevision.Current,
            },
            [ManifestSections.Product] = new JsonObject { ["type"] = "string" },
            [ManifestSections.Version] = new JsonObject { ["type"] = "string" },
            [ManifestSections.SchemaName] = new JsonObject { ["type"] = "string" },
        };
        foreach (var (kind, section) in ManifestSections.Whole)
        {
            properties[section] = ByName(
                Object(kind, kind is SchemaObjectKind.Table or SchemaObjectKind.View ? ManifestSections.Parts : [])
            );
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = ManifestSections.Format,
            ["title"] = "The schema that a database is expected to have, as SchemaGuard writes and compares it",
            ["type"] = "object",
            ["required"] = new JsonArray(ManifestSections.Schema),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Object(SchemaObjectKind kind, (SchemaObjectKind Kind, string Section)[] parts)
    {
        var properties = new JsonObject();
        foreach (var rule in ComparisonRules.Of(kind).Aspects)
        {
            properties[rule.Aspect] = rule.Form == AspectForm.Flag ? new JsonObject { ["type"] = "boolean" } : TextOrLines();
        }

        foreach (var (part, section) in parts)
        {
            var shape = Object(part, []);
            if (part == SchemaObjectKind.PrimaryKey)
            {
                shape["properties"]![ManifestSections.Name] = new JsonObject { ["type"] = "string" };
            }

            properties[section] = part == SchemaObjectKind.PrimaryKey ? shape : ByName(shape);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject ByName(JsonObject shape) => new() { ["type"] = "object", ["additionalProperties"] = shape };

    private static JsonObject TextOrLines() =>
        new()
        {
            ["type"] = new JsonArray("string", "array"),
            ["items"] = new JsonObject { ["type"] = "string" },
        };
}
