namespace SchemaGuard.Scripts.Dialects;

/// <summary>
/// The statements that SQLite refuses, or silently ignores, inside a transaction (sqlite.org, "PRAGMA Statements" and the page of each
/// statement). A PRAGMA that only queries a value is harmless; <c>*</c> before the name skips a schema name.
/// </summary>
internal static class SqliteStatements
{
    private static readonly string[] AssignedOutside =
    [
        "FOREIGN_KEYS",
        "JOURNAL_MODE",
        "SYNCHRONOUS",
        "TEMP_STORE",
        "PAGE_SIZE",
        "AUTO_VACUUM",
        "ENCODING",
    ];

    /// <summary>Gets the facts.</summary>
    public static TransactionRules Facts { get; } =
        new()
        {
            TransactionBlockers =
            [
                TransactionBlocker.Named("VACUUM"),
                TransactionBlocker.Named("ATTACH"),
                TransactionBlocker.Named("DETACH"),
                new("PRAGMA * WAL_CHECKPOINT", "PRAGMA wal_checkpoint"),
                .. AssignedOutside.Select(static name => new TransactionBlocker(
                    $"PRAGMA * {name} =|(",
                    $"PRAGMA {name.ToLowerInvariant()}"
                )),
            ],
        };
}
