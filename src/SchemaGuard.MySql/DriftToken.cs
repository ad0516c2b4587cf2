namespace SchemaGuard.MySql;

/// <summary>
/// Composes the expression whose value changes when the catalog does: for each view of <c>information_schema</c> the number of its rows and the sum of a
/// hash of each. A sum needs no order and no length, unlike GROUP_CONCAT, which is cut off silently. Left out is what is data and not schema: counters, statistics, times.
/// </summary>
internal static class DriftToken
{
    /// <summary>Composes the expression for the history tables' names, which are not part of the schema.</summary>
    public static string Expression { get; } =
        "CONCAT_WS(';', "
        + string.Join(
            ", ",
            Part("TABLES", "TABLE_SCHEMA = DATABASE()", "TABLE_NAME", "TABLE_TYPE", "ENGINE", "TABLE_COLLATION", "CREATE_OPTIONS"),
            Part(
                "COLUMNS",
                "TABLE_SCHEMA = DATABASE()",
                "TABLE_NAME",
                "COLUMN_NAME",
                "ORDINAL_POSITION",
                "COLUMN_DEFAULT",
                "IS_NULLABLE",
                "COLUMN_TYPE",
                "COLLATION_NAME",
                "EXTRA",
                "GENERATION_EXPRESSION"
            ),
            Part(
                "STATISTICS",
                "TABLE_SCHEMA = DATABASE()",
                "TABLE_NAME",
                "INDEX_NAME",
                "NON_UNIQUE",
                "SEQ_IN_INDEX",
                "COLUMN_NAME",
                "COLLATION",
                "SUB_PART",
                "INDEX_TYPE"
            ),
            Part(
                "KEY_COLUMN_USAGE",
                "TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL",
                "TABLE_NAME",
                "CONSTRAINT_NAME",
                "COLUMN_NAME",
                "ORDINAL_POSITION",
                "REFERENCED_TABLE_SCHEMA",
                "REFERENCED_TABLE_NAME",
                "REFERENCED_COLUMN_NAME"
            ),
            Part(
                "REFERENTIAL_CONSTRAINTS",
                "CONSTRAINT_SCHEMA = DATABASE()",
                "TABLE_NAME",
                "CONSTRAINT_NAME",
                "UPDATE_RULE",
                "DELETE_RULE"
            ),
            Part("CHECK_CONSTRAINTS", "CONSTRAINT_SCHEMA = DATABASE()", "CONSTRAINT_NAME", "CHECK_CLAUSE"),
            Part(
                "PARTITIONS",
                "TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL",
                "TABLE_NAME",
                "PARTITION_NAME",
                "PARTITION_METHOD",
                "PARTITION_EXPRESSION",
                "PARTITION_DESCRIPTION"
            ),
            Part("VIEWS", "TABLE_SCHEMA = DATABASE()", "TABLE_NAME", "VIEW_DEFINITION", "CHECK_OPTION", "SECURITY_TYPE"),
            Part(
                "TRIGGERS",
                "TRIGGER_SCHEMA = DATABASE()",
                "TRIGGER_NAME",
                "EVENT_MANIPULATION",
                "ACTION_TIMING",
                "EVENT_OBJECT_TABLE",
                "ACTION_STATEMENT"
            ),
            Part("ROUTINES", "ROUTINE_SCHEMA = DATABASE()", "ROUTINE_NAME", "ROUTINE_TYPE", "DTD_IDENTIFIER", "ROUTINE_DEFINITION"),
            Part("EVENTS", "EVENT_SCHEMA = DATABASE()", "EVENT_NAME", "EVENT_DEFINITION", "STATUS", "INTERVAL_VALUE", "INTERVAL_FIELD")
        )
        + ")";

    /// <summary>Sums 60 bits of each row's hash: they fit into a decimal with room for a thousand million rows.</summary>
    private static string Part(string view, string condition, params ReadOnlySpan<string> columns)
    {
        var text = string.Join(", ", columns.ToArray().Select(column => $"COALESCE({column}, '~')"));
        return $"(SELECT CONCAT(COUNT(*), ':', COALESCE(SUM(CAST(CONV(LEFT(SHA2(CONCAT_WS('|', {text}), 256), 15), 16, 10) AS DECIMAL(20))), 0)) FROM information_schema.{view} WHERE {condition})";
    }
}
