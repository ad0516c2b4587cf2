using System.Globalization;
using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.State;

/// <summary>
/// An expression whose value changes when the catalog does: for each view of <c>information_schema</c>, the number of its rows and the sum of a hash
/// of each row. A sum needs no order and no length, unlike GROUP_CONCAT, which is truncated silently. Data such as counters, statistics and times are
/// left out.
/// </summary>
internal static class DriftToken
{
    private const string OfTable = "TABLE_SCHEMA = DATABASE()";
    private const string OfConstraint = "CONSTRAINT_SCHEMA = DATABASE()";

    /// <summary>The views that both products show, each with its rows and their columns.</summary>
    private static readonly (string View, string Condition, string Columns)[] Common =
    [
        ("TABLES", OfTable, "TABLE_NAME TABLE_TYPE ENGINE TABLE_COLLATION CREATE_OPTIONS"),
        (
            "KEY_COLUMN_USAGE",
            OfTable + " AND REFERENCED_TABLE_NAME IS NOT NULL",
            "TABLE_NAME CONSTRAINT_NAME COLUMN_NAME ORDINAL_POSITION REFERENCED_TABLE_SCHEMA REFERENCED_TABLE_NAME REFERENCED_COLUMN_NAME"
        ),
        ("REFERENTIAL_CONSTRAINTS", OfConstraint, "TABLE_NAME CONSTRAINT_NAME UPDATE_RULE DELETE_RULE"),
        ("CHECK_CONSTRAINTS", OfConstraint, "CONSTRAINT_NAME CHECK_CLAUSE"),
        (
            "PARTITIONS",
            OfTable + " AND PARTITION_NAME IS NOT NULL",
            "TABLE_NAME PARTITION_NAME PARTITION_METHOD PARTITION_EXPRESSION PARTITION_DESCRIPTION SUBPARTITION_METHOD SUBPARTITION_EXPRESSION"
        ),
        (
            "TRIGGERS",
            // This is also the trigger's own database; with this condition MariaDB opens only the tables of this database.
            "EVENT_OBJECT_SCHEMA = DATABASE()",
            "TRIGGER_NAME EVENT_MANIPULATION ACTION_TIMING EVENT_OBJECT_TABLE ACTION_STATEMENT SQL_MODE ACTION_ORDER DEFINER"
        ),
        (
            "ROUTINES",
            "ROUTINE_SCHEMA = DATABASE()",
            "ROUTINE_NAME ROUTINE_TYPE DTD_IDENTIFIER ROUTINE_DEFINITION IS_DETERMINISTIC SQL_DATA_ACCESS SECURITY_TYPE SQL_MODE DATABASE_COLLATION DEFINER"
        ),
        (
            "PARAMETERS",
            "SPECIFIC_SCHEMA = DATABASE()",
            "SPECIFIC_NAME ROUTINE_TYPE ORDINAL_POSITION PARAMETER_MODE PARAMETER_NAME DTD_IDENTIFIER"
        ),
        (
            "EVENTS",
            "EVENT_SCHEMA = DATABASE()",
            "EVENT_NAME EVENT_DEFINITION STATUS INTERVAL_VALUE INTERVAL_FIELD EXECUTE_AT ENDS ON_COMPLETION TIME_ZONE SQL_MODE DEFINER"
        ),
    ];

    private const string ColumnsOfColumns =
        "TABLE_NAME COLUMN_NAME ORDINAL_POSITION COLUMN_DEFAULT IS_NULLABLE COLUMN_TYPE COLLATION_NAME EXTRA GENERATION_EXPRESSION";

    private const string ColumnsOfIndexes = "TABLE_NAME INDEX_NAME NON_UNIQUE SEQ_IN_INDEX COLUMN_NAME COLLATION SUB_PART INDEX_TYPE";

    private const string ColumnsOfViews = "TABLE_NAME VIEW_DEFINITION CHECK_OPTION SECURITY_TYPE DEFINER";

    private static readonly string OfMariaDb = Compose(
        ("COLUMNS", OfTable, ColumnsOfColumns),
        ("STATISTICS", OfTable, ColumnsOfIndexes + " IGNORED"),
        ("VIEWS", OfTable, ColumnsOfViews + " ALGORITHM")
    );

    private static readonly string OfMySql = Compose(
        ("COLUMNS", OfTable, ColumnsOfColumns + " SRS_ID"),
        ("STATISTICS", OfTable, ColumnsOfIndexes + " IS_VISIBLE EXPRESSION"),
        ("VIEWS", OfTable, ColumnsOfViews + " IS_UPDATABLE"),
        ("TABLE_CONSTRAINTS", OfTable + " AND ENFORCED = 'NO'", "TABLE_NAME CONSTRAINT_NAME")
    );

    /// <summary>
    /// Returns the expression for a server. MariaDB shows the settings of a sequence in none of its views, only that the sequence exists.
    /// </summary>
    public static string Of(ServerProduct server) => server.IsMariaDb ? OfMariaDb : OfMySql;

    /// <summary>Reads from a token how many tables and views the database has: they are its first part.</summary>
    public static long? CountTables(string? token) =>
        token?.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(token.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var tables)
            ? tables
            : null;

    private static string Compose(params IEnumerable<(string View, string Condition, string Columns)> more) =>
        $"CONCAT_WS(';', {string.Join(", ", Common.Concat(more).Select(part => Part(part.View, part.Condition, part.Columns)))})";

    /// <summary>Sums 60 bits of each row's hash: they fit into a decimal with room for a thousand million rows.</summary>
    private static string Part(string view, string condition, string columns)
    {
        var text = string.Join(", ", columns.Split(' ').Select(column => $"COALESCE({column}, '~')"));
        return $"(SELECT CONCAT(COUNT(*), ':', COALESCE(SUM(CAST(CONV(LEFT(SHA2(CONCAT_WS('|', {text}), 256), 15), 16, 10) AS DECIMAL(20))), 0)) "
            + $"FROM information_schema.{view} WHERE {condition})";
    }
}
