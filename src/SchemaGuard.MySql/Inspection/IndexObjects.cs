using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// The primary keys, unique keys and indexes that the rows of STATISTICS describe. A unique index counts as a key, whether it was created as a
/// constraint or as an index.
/// </summary>
internal static class IndexObjects
{
    private const string PrimaryKey = "PRIMARY";

    public static IEnumerable<SchemaObject> Of(
        InspectedDatabase database,
        IReadOnlyList<string?[]> rows,
        IReadOnlyDictionary<string, string?> tables
    ) =>
        rows.Where(row => tables.ContainsKey(row[0]!))
            .GroupBy(row => (Table: row[0]!, Name: row[1]!))
            .Select(index => Index(database, index.Key.Table, index.Key.Name, [.. index]));

    private static SchemaObject Index(InspectedDatabase database, string table, string name, List<string?[]> parts)
    {
        var method = parts[0][3]!;
        var kind =
            name == PrimaryKey ? SchemaObjectKind.PrimaryKey
            : parts[0][2] == "0" ? SchemaObjectKind.UniqueKey
            : SchemaObjectKind.Index;
        return database.Part(
            kind,
            table,
            name,
            (AspectNames.Columns, string.Join(", ", parts.Select(part => Part(database, part, method)))),
            (AspectNames.Method, method == "BTREE" ? null : method.ToLowerInvariant()),
            (AspectNames.Visible, parts[0][8] == "1" ? AspectText.False : null)
        );
    }

    private static string Part(InspectedDatabase database, string?[] row, string method)
    {
        var what = row[4] is { } column ? AspectText.Name(column) : $"({database.Expression(row[7])})";

        // For a spatial index it is the size of its bounding boxes.
        var prefix = row[5] is { } length && method != "SPATIAL" ? $"({length})" : "";
        return what + prefix + (row[6] == "D" ? " desc" : "");
    }
}
