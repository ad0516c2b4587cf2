using SchemaGuard.Inspection;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The columns that the rows of COLUMNS describe.</summary>
internal static class ColumnObjects
{
    private const string OnUpdate = "on update ";

    /// <summary>Creates the columns of tables. The columns of views follow from the view.</summary>
    /// <param name="database">The database.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="tables">The collations of the tables by their names.</param>
    /// <param name="checks">The checks, which identify MariaDB's JSON columns.</param>
    public static IEnumerable<SchemaObject> Of(
        InspectedDatabase database,
        IReadOnlyList<string?[]> rows,
        IReadOnlyDictionary<string, string?> tables,
        CheckObjects checks
    ) => rows.Where(row => tables.ContainsKey(row[0]!)).Select(row => Column(database, row, tables[row[0]!], checks));

    private static SchemaObject Column(InspectedDatabase database, string?[] row, string? tableCollation, CheckObjects checks)
    {
        var (table, name, extra) = (row[0]!, row[1]!, row[6] ?? "");
        var isJson = checks.MakesJson(table, name);
        return database.Part(
            SchemaObjectKind.Column,
            table,
            name,
            (AspectNames.Type, isJson ? "json" : Type(row[2]!, row[9])),
            (AspectNames.Nullable, row[4] == "YES" ? AspectText.True : AspectText.False),
            (AspectNames.Default, DefaultText.Of(database, row[5], row[3]!, extra)),
            (AspectNames.Identity, extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase) ? "auto_increment" : null),
            (AspectNames.Generated, Generated(database, row[7], extra)),
            (AspectNames.Collation, isJson ? null : CollationText.Unusual(row[8], CollationText.Canonical(tableCollation))),
            (AspectNames.OnUpdate, UpdateOf(database, extra)),
            (AspectNames.Visible, extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase) ? AspectText.False : null),
            (
                AspectNames.Versioned,
                extra.Contains("WITHOUT SYSTEM VERSIONING", StringComparison.OrdinalIgnoreCase) ? AspectText.False : null
            )
        );
    }

    /// <summary>
    /// Returns the type. A geometry that is bound to one reference system is a different type: an index of an unbound geometry is not used.
    /// </summary>
    private static string Type(string columnType, string? reference) =>
        TypeText.Canonical(columnType) + (reference is null ? "" : " srid " + reference);

    private static string? Generated(InspectedDatabase database, string? expression, string extra) =>
        string.IsNullOrEmpty(expression)
            ? null
            : $"{database.Expression(expression)} {(extra.Contains("VIRTUAL", StringComparison.OrdinalIgnoreCase) ? "virtual" : "stored")}";

    private static string? UpdateOf(InspectedDatabase database, string extra)
    {
        var start = extra.IndexOf(OnUpdate, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : database.Expression(extra[(start + OnUpdate.Length)..].Split(' ')[0]);
    }
}
