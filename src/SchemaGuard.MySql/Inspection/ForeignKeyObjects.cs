using SchemaGuard.Inspection;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The foreign keys that the rows of KEY_COLUMN_USAGE and REFERENTIAL_CONSTRAINTS describe.</summary>
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
            // MariaDB shows a key's actions only to a user with more than the SELECT privilege.
            (AspectNames.OnDelete, rule is null ? AspectText.Unknown : Action(rule[2])),
            (AspectNames.OnUpdate, rule is null ? AspectText.Unknown : Action(rule[3])),
            (AspectNames.Match, rule?[4] is null or "NONE" ? null : rule[4]!.ToLowerInvariant())
        );
    }

    /// <summary>Returns an action. RESTRICT is another word for NO ACTION: both are checked immediately.</summary>
    private static string? Action(string? rule) => rule is null or "NO ACTION" or "RESTRICT" ? null : rule.ToLowerInvariant();
}
