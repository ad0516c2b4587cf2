using System.Globalization;
using System.Text.RegularExpressions;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The conversion of a manifest of an earlier revision to the spelling of the current one. Names in an extension's schema are written
/// without it, and times in UTC, where the first revision had them in the time zone of the session that wrote it; the table of a trigger
/// without its schema; an event without the time of its end, and partitions by system time without that of theirs.
/// </summary>
internal static partial class EarlierManifest
{
    private const int LastOfOtherSpelling = 3;

    /// <summary>Returns the expectation in the current spelling.</summary>
    public static ExpectedSchema Respell(ExpectedSchema expected, Snapshot actual)
    {
        if (expected.Revision > LastOfOtherSpelling)
        {
            return expected;
        }

        expected = expected with { Objects = [.. expected.Objects.Select(OfPresentRevision)] };
        if (expected.Revision > SpellingRevision.First)
        {
            return expected;
        }

        var schemas = actual
            .Objects.Where(found => found.Kind == SchemaObjectKind.Extension)
            .Select(extension => extension[AspectNames.Schema])
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(schema => new Regex(
                $"(?<![\\w$\"]){Regex.Escape(AspectText.Name(schema))}\\.",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            ))
            .ToList();
        return expected with { Objects = [.. expected.Objects.Select(found => Respell(found, schemas))] };
    }

    /// <summary>Returns the objects of a manifest in the current spelling, as far as that is possible without the catalog.</summary>
    public static IEnumerable<SchemaObject> Respell(IEnumerable<SchemaObject> objects, int revision) =>
        revision > LastOfOtherSpelling ? objects : objects.Select(OfPresentRevision);

    private static SchemaObject OfPresentRevision(SchemaObject found) =>
        found is { Kind: SchemaObjectKind.Trigger or SchemaObjectKind.Other, Schema: null }
        || found.Kind == SchemaObjectKind.Table
            && found[AspectNames.Partitioning]?.StartsWith("system_time", StringComparison.Ordinal) == true
            ? new SchemaObject(
                found.Kind,
                found.Schema,
                found.Table,
                found.Name,
                [
                    .. found.Aspects.Select(aspect =>
                        aspect.Name switch
                        {
                            AspectNames.Definition => aspect with { Value = SchemaOfTable().Replace(aspect.Value, "${head}") },
                            AspectNames.Partitioning => aspect with { Value = TimeOfPartition().Replace(aspect.Value, " in (history)") },
                            _ => aspect,
                        }
                    ),
                ]
            )
            : found;

    private static SchemaObject Respell(SchemaObject found, List<Regex> schemas) =>
        found.Aspects.Count == 0 && found.Kind != SchemaObjectKind.Routine
            ? found
            : new SchemaObject(
                found.Kind,
                found.Schema,
                found.Table,
                found.Kind == SchemaObjectKind.Routine ? WithoutSchemas(found.Name, schemas) : found.Name,
                [.. found.Aspects.Select(aspect => aspect with { Value = Respell(found, aspect, schemas) })]
            );

    private static string Respell(SchemaObject found, SchemaAspect aspect, List<Regex> schemas) =>
        found.Kind == SchemaObjectKind.Routine && aspect.Name is AspectNames.Parameters or AspectNames.Returns
            ? WithoutSchemas(CharacterSet().Replace(aspect.Value, ""), schemas)
        : found.Kind == SchemaObjectKind.Routine && aspect.Name == AspectNames.Definition ? aspect.Value
        // Composed of names, not written by the server.
        : aspect.Name is AspectNames.References or AspectNames.Inherits or AspectNames.PartitionOf ? aspect.Value
        : Time().Replace(WithoutSchemas(aspect.Value, schemas), InUtc);

    private static string WithoutSchemas(string text, List<Regex> schemas) =>
        schemas.Aggregate(text, (rest, schema) => schema.Replace(rest, ""));

    private static string InUtc(Match time) =>
        DateTimeOffset.TryParse(time.Groups["time"].Value, CultureInfo.InvariantCulture, out var instant)
            ? $"'{instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)}+00'"
            : time.Value;

    // PostgreSQL writes the table of a trigger with its schema, whatever the search path; the end of an event may have been counted from
    // its creation.
    [GeneratedRegex(
        """^((?<head>CREATE (CONSTRAINT )?TRIGGER .*? ON )("([^"]|"")+"|[\w$]+)\.(?=("([^"]|"")+"|[\w$]+) )|(?<head>every .* ends) [^\n]*)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SchemaOfTable();

    // MariaDB counts it from the creation of the table.
    [GeneratedRegex(@" in \((?!CURRENT\))[^()\n]+\)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex TimeOfPartition();

    // MySQL wrote it into the middle of a type, such as varchar charset utf8mb4 collate utf8mb4_unicode_ci(10).
    [GeneratedRegex(@" charset \w+( collate \w+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CharacterSet();

    [GeneratedRegex(@"'(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
