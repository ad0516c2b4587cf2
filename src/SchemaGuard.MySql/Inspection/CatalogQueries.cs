using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// The queries that read a catalog: one for each view of <c>information_schema</c>, whatever the number of tables. Counters and statistics, which are
/// data and may be cached, are not among their columns.
/// </summary>
internal static class CatalogQueries
{
    public const string Relations = """
        SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, CASE WHEN TABLE_TYPE = 'VIEW' THEN TABLE_COMMENT END
        FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME
        """;

    public const string Elsewhere = """
        SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE LIKE '%VIEW' FROM information_schema.TABLES
        WHERE TABLE_SCHEMA NOT IN (DATABASE(), 'information_schema', 'performance_schema', 'mysql', 'sys')
        """;

    public const string ForeignKeyColumns = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
        FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
        """;

    public const string ForeignKeyRules = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE, MATCH_OPTION FROM information_schema.REFERENTIAL_CONSTRAINTS
        WHERE CONSTRAINT_SCHEMA = DATABASE()
        """;

    public const string Partitions = """
        SELECT TABLE_NAME, PARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, PARTITION_DESCRIPTION, SUBPARTITION_METHOD, SUBPARTITION_EXPRESSION
        FROM information_schema.PARTITIONS
        WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL
        ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION
        """;

    /// <summary>Returns the query for views. MySQL does not show the algorithm of a view, only its consequences.</summary>
    public static string Views(ServerProduct server) =>
        $"""
            SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE, DEFINER, {(
                server.IsMariaDb ? "ALGORITHM = 'TEMPTABLE'" : "IS_UPDATABLE = 'NO'"
            )}
            FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
            """;

    public const string Routines = """
        SELECT ROUTINE_NAME, ROUTINE_TYPE, DTD_IDENTIFIER, COLLATION_NAME, EXTERNAL_LANGUAGE, ROUTINE_DEFINITION, IS_DETERMINISTIC,
               SQL_DATA_ACCESS, SECURITY_TYPE, SQL_MODE, DATABASE_COLLATION, DEFINER
        FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() ORDER BY ROUTINE_TYPE, ROUTINE_NAME
        """;

    public const string Parameters = """
        SELECT SPECIFIC_NAME, ROUTINE_TYPE, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER, COLLATION_NAME FROM information_schema.PARAMETERS
        WHERE SPECIFIC_SCHEMA = DATABASE() AND ORDINAL_POSITION > 0 ORDER BY ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION
        """;

    public const string Triggers = """
        SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT, SQL_MODE, DEFINER FROM information_schema.TRIGGERS
        WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_OBJECT_SCHEMA = DATABASE() ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER
        """;

    /// <summary>
    /// The query for events. An event that happens once is not part of the schema: its time is data, and afterwards it is gone or disabled.
    /// </summary>
    public const string Events = """
        SELECT EVENT_NAME, EVENT_DEFINITION, CAST(EXECUTE_AT AS CHAR), INTERVAL_VALUE, INTERVAL_FIELD,
            CAST(ENDS AS CHAR), STATUS, ON_COMPLETION, TIME_ZONE, SQL_MODE, DEFINER
        FROM information_schema.EVENTS
        WHERE EVENT_SCHEMA = DATABASE() AND EVENT_TYPE <> 'ONE TIME'
        """;

    /// <summary>Asks for every account of the server, where the user may see them all.</summary>
    public const string Accounts = $"""
        SELECT DISTINCT GRANTEE FROM information_schema.USER_PRIVILEGES
        WHERE EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES u WHERE u.GRANTEE = {SessionIdentity.Grantee} AND u.PRIVILEGE_TYPE = 'SELECT')
           OR EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES s WHERE s.GRANTEE = {SessionIdentity.Grantee}
               AND s.PRIVILEGE_TYPE = 'SELECT' AND s.TABLE_SCHEMA = 'mysql')
        """;

    /// <summary>
    /// The query for conditions on MySQL, which shows them in one view and their tables in another. Joining the two would take a second for 400
    /// tables.
    /// </summary>
    public const string ConditionsOfMySql = """
        SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()
        """;

    public const string ChecksOfMySql = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, ENFORCED = 'NO' FROM information_schema.TABLE_CONSTRAINTS
        WHERE TABLE_SCHEMA = DATABASE() AND CONSTRAINT_TYPE = 'CHECK'
        """;

    public const string ChecksOfMariaDb = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, 0, CHECK_CLAUSE, LEVEL = 'Column' FROM information_schema.CHECK_CONSTRAINTS
        WHERE CONSTRAINT_SCHEMA = DATABASE()
        """;

    public static string Columns(ServerProduct server) =>
        $"""
            SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION, COLLATION_NAME,
                   {(server.IsMariaDb ? "NULL" : "SRS_ID")}
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION
            """;

    public static string Indexes(ServerProduct server) =>
        $"""
            SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION,
                   {(server.IsMariaDb ? "NULL, IGNORED = 'YES'" : "EXPRESSION, IS_VISIBLE = 'NO'")}
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
            """;

    /// <summary>
    /// Returns the query that reads the definitions of sequences, all at once. It asks the sequences themselves: before MariaDB 11.5 no view shows
    /// their definitions.
    /// </summary>
    public static string Sequences(IReadOnlyList<string> names) =>
        string.Join(
            " UNION ALL ",
            names.Select(
                (name, index) =>
                    FormattableString.Invariant(
                        $"SELECT {index}, start_value, increment, minimum_value, maximum_value, cycle_option, cache_size FROM {Identifier.Quote(name)}"
                    )
            )
        );
}
