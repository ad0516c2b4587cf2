using System.Globalization;
using System.Text.RegularExpressions;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// Gives what a manifest of the first revision says as the next one does: names of what is in an extension's schema without it, and times in UTC,
/// where the first one had them as the session that wrote it.
/// </summary>
internal static partial class EarlierManifest
{
    /// <summary>Gives the expectation in the present spelling.</summary>
    public static ExpectedSchema Respell(ExpectedSchema expected, Snapshot actual)
    {
        if (expected.Revision > ManifestSections.FirstRevision)
        {
            return expected;
        }

        var schemas = actual
            .Objects.Where(found => found.Kind == SchemaObjectKind.Extension)
            .Select(extension => extension[AspectNames.Schema])
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(schema => AspectText.Name(schema) + ".")
            .ToList();
        return expected with { Objects = [.. expected.Objects.Select(found => Respell(found, schemas))] };
    }

    private static SchemaObject Respell(SchemaObject found, List<string> schemas) =>
        found.Aspects.Count == 0 && found.Kind != SchemaObjectKind.Routine
            ? found
            : new SchemaObject(
                found.Kind,
                found.Schema,
                found.Table,
                found.Kind == SchemaObjectKind.Routine ? WithoutSchemas(found.Name, schemas) : found.Name,
                [.. found.Aspects.Select(aspect => aspect with { Value = Respell(found, aspect, schemas) })]
            );

    private static string Respell(SchemaObject found, SchemaAspect aspect, List<string> schemas) =>
        found.Kind == SchemaObjectKind.Routine && aspect.Name is AspectNames.Parameters or AspectNames.Returns
            ? WithoutSchemas(CharacterSet().Replace(aspect.Value, ""), schemas)
        : found.Kind == SchemaObjectKind.Routine && aspect.Name == AspectNames.Definition ? aspect.Value
        // Composed of names, not written by the server.
        : aspect.Name is AspectNames.References or AspectNames.Inherits or AspectNames.PartitionOf ? aspect.Value
        : Time().Replace(WithoutSchemas(aspect.Value, schemas), InUtc);

    private static string WithoutSchemas(string text, List<string> schemas) =>
        schemas.Aggregate(text, (rest, schema) => rest.Replace(schema, "", StringComparison.Ordinal));

    private static string InUtc(Match time) =>
        DateTimeOffset.TryParse(time.Groups["time"].Value, CultureInfo.InvariantCulture, out var instant)
            ? $"'{instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)}+00'"
            : time.Value;

    // MySQL wrote it into the midst of a type, such as varchar charset utf8mb4 collate utf8mb4_unicode_ci(10).
    [GeneratedRegex(@" charset \w+( collate \w+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CharacterSet();

    [GeneratedRegex(@"'(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
