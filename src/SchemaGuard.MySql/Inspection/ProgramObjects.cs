using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>Makes views, routines and triggers of the rows of the catalog. Bodies stay as they were written, for the server keeps them so.</summary>
internal static class ProgramObjects
{
    private const string Procedure = "PROCEDURE";

    public static IEnumerable<SchemaObject> Views(InspectedDatabase database, IReadOnlyList<string?[]> rows) =>
        rows.Select(row =>
            database.Whole(
                SchemaObjectKind.View,
                row[0]!,
                (AspectNames.Definition, database.View(row[1])),
                (AspectNames.Options, row[2] is null or "NONE" ? null : $"check option {row[2]!.ToLowerInvariant()}"),
                (AspectNames.Security, Security(row[3]))
            )
        );

    public static IEnumerable<SchemaObject> Routines(
        InspectedDatabase database,
        IReadOnlyList<string?[]> rows,
        IReadOnlyList<string?[]> parameters
    )
    {
        var functions = rows.Where(row => row[1] != Procedure).Select(row => row[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parametersOf = parameters.ToLookup(row => (row[0]!, row[1]!));
        return rows.Select(row =>
            database.Whole(
                SchemaObjectKind.Routine,
                // Functions and procedures may share a name.
                row[1] == Procedure
                && functions.Contains(row[0]!)
                    ? $"procedure {row[0]}"
                    : row[0]!,
                (AspectNames.Kind, row[1] == "FUNCTION" ? null : row[1]!.ToLowerInvariant()),
                (AspectNames.Parameters, Parameters(database, parametersOf[(row[0]!, row[1]!)])),
                (AspectNames.Returns, row[2] is { } type ? Type(database, type, row[3]) : null),
                (AspectNames.Language, row[4] is null or "SQL" ? null : row[4]!.ToLowerInvariant()),
                (AspectNames.Definition, Body(row[5])),
                (AspectNames.Volatility, Volatility(row[6], row[7])),
                (AspectNames.Security, Security(row[8])),
                (AspectNames.Settings, Settings(row[9]))
            )
        );
    }

    /// <summary>Makes triggers. Their order among those of the same event is left out: it changes whenever one is made again.</summary>
    public static IEnumerable<SchemaObject> Triggers(InspectedDatabase database, IReadOnlyList<string?[]> rows) =>
        rows.Select(row =>
            database.Part(
                SchemaObjectKind.Trigger,
                row[0]!,
                row[1]!,
                (AspectNames.Definition, $"{row[2]} {row[3]}".ToLowerInvariant() + "\n" + Body(row[4])),
                (AspectNames.Settings, Settings(row[5]))
            )
        );

    private static string? Parameters(InspectedDatabase database, IEnumerable<string?[]> rows)
    {
        var written = rows.Select(row =>
                $"{(row[2] is null or "IN" ? "" : row[2]!.ToLowerInvariant() + " ")}{AspectText.Name(row[3]!)} {Type(database, row[4]!, row[5])}"
            )
            .ToList();
        return written.Count == 0 ? null : string.Join(", ", written);
    }

    private static string Type(InspectedDatabase database, string type, string? collation) =>
        TypeText.Canonical(type) + (CollationText.Unusual(collation, database.Collation) is { } unusual ? " collate " + unusual : "");

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
