using System.Text.RegularExpressions;
using SchemaGuard.Inspection;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// The views, routines and triggers that the rows of the catalog describe. Bodies stay as they were written, because the server keeps them so.
/// </summary>
internal static partial class ProgramObjects
{
    private const string Function = "FUNCTION";
    private const string PackageBody = "PACKAGE BODY";

    public static IEnumerable<SchemaObject> Views(InspectedDatabase database, IReadOnlyList<string?[]> rows) =>
        rows.Select(row =>
            database.Whole(
                SchemaObjectKind.View,
                row[0]!,
                (AspectNames.Definition, database.View(row[1])),
                (AspectNames.Options, row[2] is null or "NONE" ? null : $"check option {row[2]!.ToLowerInvariant()}"),
                (AspectNames.Security, Security(row[3])),
                (AspectNames.Definer, Definer(row[3], row[4])),
                (AspectNames.Updatable, row[5] == "1" ? AspectText.False : null)
            )
        );

    public static IEnumerable<SchemaObject> Routines(
        InspectedDatabase database,
        IReadOnlyList<string?[]> rows,
        IReadOnlyList<string?[]> parameters
    )
    {
        var shared = rows.Where(row => row[1] != PackageBody)
            .GroupBy(row => row[0]!, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parametersOf = parameters.ToLookup(row => (row[0]!, row[1]!));
        return rows.Select(row =>
            database.Whole(
                SchemaObjectKind.Routine,
                RoutineName(row[0]!, row[1]!, shared.Contains(row[0]!)),
                (AspectNames.Kind, row[1] == Function ? null : row[1]!.ToLowerInvariant()),
                (AspectNames.Parameters, Parameters(parametersOf[(row[0]!, row[1]!)], CollationText.Canonical(row[10]))),
                (AspectNames.Returns, row[2] is { } type ? Type(type, row[3], CollationText.Canonical(row[10])) : null),
                (AspectNames.Language, row[4] is null or "SQL" ? null : row[4]!.ToLowerInvariant()),
                (AspectNames.Definition, Body(row[5])),
                (AspectNames.Volatility, Volatility(row[6], row[7])),
                (AspectNames.Security, Security(row[8])),
                (AspectNames.Settings, Settings(row[9])),
                (AspectNames.Collation, HasText(row, parametersOf[(row[0]!, row[1]!)]) ? CollationText.Canonical(row[10]) : null),
                (AspectNames.Definer, Definer(row[8], row[11]))
            )
        );
    }

    /// <summary>Returns a routine's name. Functions, procedures and packages may share a name, and a package and its body must.</summary>
    private static string RoutineName(string name, string type, bool isShared) =>
        type == PackageBody || isShared && type != Function ? $"{type.ToLowerInvariant()} {name}" : name;

    /// <summary>
    /// Creates events. Left out are the start that the server sets where none is given, the time of the end, which may have been counted from it, and
    /// the change that a replica makes to their state.
    /// </summary>
    public static IEnumerable<SchemaObject> Events(InspectedDatabase database, IReadOnlyList<string?[]> rows) =>
        rows.Select(row =>
            database.Whole(
                SchemaObjectKind.Other,
                $"event {row[0]}",
                (AspectNames.Definition, $"{Schedule(row)}\n{Body(row[1])}"),
                (AspectNames.Enabled, row[6] == "DISABLED" ? "disabled" : null),
                (
                    AspectNames.Options,
                    string.Join(
                        ", ",
                        new[]
                        {
                            row[7] == "PRESERVE" ? "preserve" : null,
                            row[8] == "SYSTEM" ? null : $"time zone {row[8]}",
                        }.OfType<string>()
                    )
                        is { Length: > 0 } options
                        ? options
                        : null
                ),
                (AspectNames.Settings, Settings(row[9])),
                (AspectNames.Definer, row[10])
            )
        );

    private static string Schedule(string?[] row) =>
        row[3] is null ? $"at {row[2]}" : $"every {row[3]} {row[4]!.ToLowerInvariant()}{(row[5] is null ? "" : " ends")}";

    /// <summary>Creates triggers. Their order among those of the same event is an aspect of the table.</summary>
    public static IEnumerable<SchemaObject> Triggers(InspectedDatabase database, IReadOnlyList<string?[]> rows) =>
        rows.Select(row =>
            database.Part(
                SchemaObjectKind.Trigger,
                row[0]!,
                row[1]!,
                (AspectNames.Definition, $"{row[2]} {row[3]}".ToLowerInvariant() + "\n" + Body(row[4])),
                (AspectNames.Settings, Settings(row[5])),
                (AspectNames.Definer, row[6])
            )
        );

    private static bool HasText(string?[] routine, IEnumerable<string?[]> parameters) =>
        routine[3] is not null || parameters.Any(row => row[5] is not null);

    private static string? Definer(string? security, string? definer) => security == "DEFINER" ? definer : null;

    private static string? Parameters(IEnumerable<string?[]> rows, string? usual)
    {
        var written = rows.Select(row =>
                $"{(row[2] is null or "IN" ? "" : row[2]!.ToLowerInvariant() + " ")}{AspectText.Name(row[3]!)} {Type(row[4]!, row[5], usual)}"
            )
            .ToList();
        return written.Count == 0 ? null : string.Join(", ", written);
    }

    private static string Type(string type, string? collation, string? usual) =>
        TypeText.Canonical(CharacterSet().Replace(type, ""))
        + (CollationText.Unusual(collation, usual) is { } unusual ? " collate " + unusual : "");

    /// <summary>Matches the text after a type. MySQL also writes the character set behind a type, where it is not the usual one.</summary>
    [GeneratedRegex(@"(\s+charset\s+\w+)?(\s+collate\s+\w+)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CharacterSet();

    private static string? Volatility(string? isDeterministic, string? access)
    {
        var words = string.Join(
            ", ",
            new[] { isDeterministic == "YES" ? "deterministic" : null, access == "CONTAINS SQL" ? null : access?.ToLowerInvariant() }.Where(
                word => word is not null
            )
        );
        return words.Length == 0 ? null : words;
    }

    private static string? Security(string? security) => security == "DEFINER" ? null : security?.ToLowerInvariant();

    private static string? Settings(string? mode) => string.IsNullOrEmpty(mode) ? null : $"sql_mode {mode}";

    private static string? Body(string? body) => body?.ReplaceLineEndings("\n");
}
