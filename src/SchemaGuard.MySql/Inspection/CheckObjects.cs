using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>Makes checks of the rows of CHECK_CONSTRAINTS, without those by which MariaDB makes a JSON column of a text.</summary>
internal sealed class CheckObjects(InspectedDatabase database, IReadOnlyList<string?[]> rows)
{
    private readonly HashSet<(string Table, string Column)> _json =
    [
        .. rows.Where(row => IsJson(database, row)).Select(row => (row[0]!, row[1]!)),
    ];

    /// <summary>Says whether a check is what makes a column JSON.</summary>
    public bool MakesJson(string table, string column) => _json.Contains((table, column));

    public IEnumerable<SchemaObject> Of() =>
        rows.Where(row => !IsJson(database, row))
            .Select(row =>
                database.Part(
                    SchemaObjectKind.Check,
                    row[0]!,
                    row[1]!,
                    (AspectNames.Expression, database.Expression(row[2])),
                    (AspectNames.Enforced, row[3] == "1" ? AspectText.False : null)
                )
            );

    /// <summary>MariaDB names the check of a column like the column.</summary>
    private static bool IsJson(InspectedDatabase database, string?[] row) =>
        row[4] == "1" && database.Expression(row[2]) == database.Expression($"json_valid({MySqlDialect.Quote(row[1]!)})");
}
