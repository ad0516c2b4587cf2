namespace SchemaGuard.Scripts.Dialects;

/// <summary>
/// The statements that PostgreSQL refuses inside a transaction (PreventInTransactionBlock in its source; each command's reference page).
/// </summary>
internal static class PostgreSqlStatements
{
    /// <summary>Gets the facts.</summary>
    public static TransactionRules Facts { get; } =
        new()
        {
            TransactionBlockers =
            [
                new("CREATE UNIQUE? INDEX CONCURRENTLY", "CREATE INDEX CONCURRENTLY"),
                TransactionBlocker.Named("DROP INDEX CONCURRENTLY"),
                new("REINDEX ()? SCHEMA", "REINDEX SCHEMA"),
                new("REINDEX ()? DATABASE", "REINDEX DATABASE"),
                new("REINDEX ()? SYSTEM", "REINDEX SYSTEM"),
                new("REINDEX * CONCURRENTLY", "REINDEX CONCURRENTLY"),
                new("ALTER TABLE * DETACH PARTITION * CONCURRENTLY", "DETACH PARTITION CONCURRENTLY"),
                TransactionBlocker.Named("VACUUM"),
                new("CLUSTER ()? VERBOSE? $", "CLUSTER without a table"),
                TransactionBlocker.Named("CREATE DATABASE"),
                TransactionBlocker.Named("DROP DATABASE"),
                new("ALTER DATABASE * SET TABLESPACE", "ALTER DATABASE SET TABLESPACE"),
                TransactionBlocker.Named("CREATE TABLESPACE"),
                TransactionBlocker.Named("DROP TABLESPACE"),
                TransactionBlocker.Named("ALTER SYSTEM"),
                new("CREATE SUBSCRIPTION", "CREATE SUBSCRIPTION", "CREATE SUBSCRIPTION * CREATE_SLOT = FALSE|OFF|0"),
                TransactionBlocker.Named("DROP SUBSCRIPTION"),
                new("ALTER SUBSCRIPTION * REFRESH PUBLICATION|SEQUENCES", "ALTER SUBSCRIPTION REFRESH"),
                new(
                    "ALTER SUBSCRIPTION * SET|ADD|DROP PUBLICATION",
                    "ALTER SUBSCRIPTION with refresh",
                    "ALTER SUBSCRIPTION * REFRESH = FALSE|OFF|0"
                ),
                TransactionBlocker.Named("DISCARD ALL"),
                TransactionBlocker.Named("COMMIT PREPARED"),
                TransactionBlocker.Named("ROLLBACK PREPARED"),
            ],
            ClientOutputs = ["COPY * TO STDOUT"],
            TransactionControls = ["PREPARE TRANSACTION"],
            TransactionSettings = ["SET LOCAL"],
        };
}
