using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>Makes foreign keys of the rows of KEY_COLUMN_USAGE and REFERENTIAL_CONSTRAINTS.</summary>
internal static class ForeignKeyObjects
{
    public static IEnumerable<SchemaObject> Of(InspectedDatabase database, IReadOnlyList<string?[]> columns, IReadOnlyList<string?[]> rules)
    {
        var ruleOf = rules.ToLookup(row => (row[0]!, row[1]!));
        return columns
            .GroupBy(row => (Table: row[0]!, Name: row[1]!))
            .Select(key => ForeignKey(database, key.Key.Table, key.Key.Name, [.. key], ruleOf[key.Key].FirstOrDefault()));
    }

    private static SchemaObject ForeignKey(InspectedDatabase database, string table, string name, List<string?[]> columns, string?[]? rule)
    {
        var schema = columns[0][3]!;
        return database.Part(
            SchemaObjectKind.ForeignKey,
            table,
            name,
            (AspectNames.Columns, AspectText.Names(columns.Select(row => row[2]!))),
            (
                AspectNames.References,
                AspectText.References(
                    database.TableNames.Equals(schema, database.Name) ? null : schema,
                    columns[0][4]!,
                    columns.Select(row => row[5]!)
                )
            ),
            // MariaDB shows what a key does only to a user who may do more than read.
            (AspectNames.OnDelete, rule is null ? AspectText.Unknown : Action(rule[2])),
            (AspectNames.OnUpdate, rule is null ? AspectText.Unknown : Action(rule[3])),
            (AspectNames.Match, rule?[4] is null or "NONE" ? null : rule[4]!.ToLowerInvariant())
        );
    }

    /// <summary>RESTRICT is another word for NO ACTION: both are checked at once.</summary>
    private static string? Action(string? rule) => rule is null or "NO ACTION" or "RESTRICT" ? null : rule.ToLowerInvariant();
}
