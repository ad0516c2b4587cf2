using SchemaGuard.Inspection;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Inspection;

/// <summary>MariaDB's sequences, from what they contain themselves.</summary>
internal static class SequenceObjects
{
    /// <summary>Returns the names of the sequences among the rows of TABLES.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string?[]> relations) =>
        [.. relations.Where(row => row[1] == "SEQUENCE").Select(row => row[0]!)];

    /// <summary>Creates the sequences.</summary>
    /// <param name="database">The database.</param>
    /// <param name="names">Their names.</param>
    /// <param name="rows">Their content, each row with the position of its name.</param>
    /// <param name="columns">The rows of COLUMNS, which contain the type of their numbers.</param>
    public static IEnumerable<SchemaObject> Of(
        InspectedDatabase database,
        IReadOnlyList<string> names,
        IReadOnlyList<string?[]> rows,
        IReadOnlyList<string?[]> columns
    )
    {
        var types = columns
            .Where(row => row[1] == "next_not_cached_value")
            .ToDictionary(row => row[0]!, row => TypeText.Canonical(row[2]!), StringComparer.Ordinal);
        return rows.Select(row => (Name: names[int.Parse(row[0]!, System.Globalization.CultureInfo.InvariantCulture)], Row: row))
            .Select(sequence =>
                database.Whole(
                    SchemaObjectKind.Sequence,
                    sequence.Name,
                    (AspectNames.Type, types.GetValueOrDefault(sequence.Name)),
                    (AspectNames.Start, sequence.Row[1]),
                    (AspectNames.Increment, sequence.Row[2]),
                    (AspectNames.Minimum, sequence.Row[3]),
                    (AspectNames.Maximum, sequence.Row[4]),
                    (AspectNames.Cycle, sequence.Row[5] is "0" or "False" ? null : AspectText.True),
                    (AspectNames.Cache, sequence.Row[6] is "0" or "1" ? null : sequence.Row[6])
                )
            );
    }
}
