using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The tables that the rows of TABLES and PARTITIONS describe.</summary>
internal static class TableObjects
{
    /// <summary>The second type of relation that is a table. MariaDB shows the session's temporary tables, too.</summary>
    private const string SystemVersioned = "SYSTEM VERSIONED";

    private static readonly string[] StorageOptions = ["row_format=", "key_block_size=", "compression=", "page_compressed="];

    /// <summary>Determines whether a row of TABLES is a table.</summary>
    public static bool IsTable(string?[] row) => row[1] is "BASE TABLE" or SystemVersioned;

    public static IEnumerable<SchemaObject> Of(
        InspectedDatabase database,
        IEnumerable<string?[]> relations,
        IReadOnlyList<string?[]> partitions,
        IReadOnlyList<string?[]> triggers
    )
    {
        var orders = triggers.ToLookup(row => row[0]!, database.TableNames);
        var divided = partitions.ToLookup(row => row[0]!, StringComparer.Ordinal);
        return relations
            .Where(IsTable)
            .Select(row =>
                database.Whole(
                    SchemaObjectKind.Table,
                    row[0]!,
                    (AspectNames.Kind, row[1] == SystemVersioned ? "system versioned" : null),
                    (AspectNames.Engine, row[2]),
                    (AspectNames.Collation, CollationText.Canonical(row[3])),
                    (AspectNames.Partitioning, divided.Contains(row[0]!) ? Partitioning(database, [.. divided[row[0]!]]) : null),
                    (AspectNames.Storage, Storage(row[4])),
                    (AspectNames.TriggerOrder, TriggerOrder(orders[row[0]!])),
                    (
                        AspectNames.CrashSafe,
                        // Other engines keep the word and ignore it.
                        row[2] == "Aria"
                        && row[4]?.Contains("transactional=0", StringComparison.OrdinalIgnoreCase) == true
                            ? AspectText.False
                            : null
                    )
                )
            );
    }

    /// <summary>Returns the options that say how rows are stored, without defaults of the server and hints for its statistics.</summary>
    private static string? Storage(string? options)
    {
        var said = (options ?? "")
            .ToLowerInvariant()
            .Replace("`", "", StringComparison.Ordinal)
            .Replace('"', '\'')
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => StorageOptions.Any(word => option.StartsWith(word, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
        return string.Join(' ', said) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Returns the order in which triggers of the same event fire.</summary>
    private static string? TriggerOrder(IEnumerable<string?[]> triggers)
    {
        var lines = triggers
            .GroupBy(row => $"{row[2]} {row[3]}".ToLowerInvariant(), StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {AspectText.Names(group.Select(row => row[1]!))}");
        return string.Join('\n', lines) is { Length: > 0 } text ? text : null;
    }

    /// <summary>
    /// Writes how a table is partitioned: a line for the method, and one for each partition. Partitions that are only numbered are counted.
    /// </summary>
    private static string Partitioning(InspectedDatabase database, List<string?[]> rows)
    {
        var (first, names) = (rows[0], rows.Select(row => row[1]!).Distinct(StringComparer.Ordinal).ToList());
        var text = Division(database, first[2]!, first[3]);
        if (first[5] is { } method)
        {
            text += $" subpartition {Division(database, method, first[6])} in {rows.Count / names.Count}";
        }

        return first[4] is null
            ? $"{text} in {names.Count}"
            : $"{text}\n" + string.Join('\n', rows.DistinctBy(row => row[1], StringComparer.Ordinal).Select(row => Bounds(database, row)));
    }

    private static string Division(InspectedDatabase database, string method, string? expression) =>
        $"{method.ToLowerInvariant()} ({database.Expression(expression)})";

    /// <summary>
    /// Returns the bounds of a partition. Those of partitions by system time are counted from the creation of the table, and are data.
    /// </summary>
    private static string Bounds(InspectedDatabase database, string?[] row) =>
        row[2] == "SYSTEM_TIME"
            ? $"{AspectText.Name(row[1]!)} in ({(row[4] == "CURRENT" ? row[4] : "history")})"
            : $"{AspectText.Name(row[1]!)} {(row[2]!.StartsWith("RANGE", StringComparison.Ordinal) ? "less than" : "in")} ({database.Expression(row[4])})";
}
