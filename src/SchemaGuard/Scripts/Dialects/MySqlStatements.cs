namespace SchemaGuard.Scripts.Dialects;

/// <summary>
/// The statements that end a transaction in MySQL and MariaDB (MySQL reference manual, "Statements That Cause an Implicit Commit"; MariaDB
/// knowledge base, "SQL statements That Cause an Implicit Commit").
/// </summary>
internal static class MySqlStatements
{
    /// <summary>Gets the facts.</summary>
    public static TransactionRules Facts { get; } =
        new()
        {
            ImplicitCommits =
            [
                "CREATE|ALTER|DROP|RENAME|TRUNCATE|GRANT|REVOKE|FLUSH|RESET|OPTIMIZE|REPAIR|ANALYZE|CHECK",
                "INSTALL|UNINSTALL|IMPORT|CHANGE|START|STOP|CLONE|BACKUP",
                "BEGIN",
                "CACHE INDEX",
                "LOAD INDEX",
                "LOCK|UNLOCK TABLE|TABLES|INSTANCE",
                "SET PASSWORD",
            ],
            WithoutImplicitCommit = ["CREATE OR? REPLACE? TEMPORARY", "DROP TEMPORARY", "BEGIN NOT"],
            TransactionControls = ["SET @? @? SESSION|GLOBAL|LOCAL? .? AUTOCOMMIT", "XA"],
        };
}
