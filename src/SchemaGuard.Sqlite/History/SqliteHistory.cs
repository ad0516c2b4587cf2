using SchemaGuard.History;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.History;

/// <summary>The definitions of the history and state tables.</summary>
internal static class SqliteHistory
{
    /// <summary>
    /// The condition that finds unfinished rows without reading finished ones; the partial index below serves exactly this condition.
    /// </summary>
    public const string Unfinished = "state <> 'applied'";

    /// <summary>Returns the quoted name of the index that finds unfinished rows.</summary>
    public static string UnfinishedIndex(HistoryTables tables) => Identifier.Quote(tables.History + "_unfinished");

    public static IReadOnlyList<string> Create(HistoryTables tables)
    {
        var history = Identifier.Quote(tables.History);
        return
        [
            HistoryTable(history),
            $"CREATE INDEX IF NOT EXISTS {UnfinishedIndex(tables)} ON {history} (sequence) WHERE {Unfinished}",
            StateTable(Identifier.Quote(tables.State)),
        ];
    }

    private static string HistoryTable(string name) =>
        $"""
            CREATE TABLE IF NOT EXISTS {name} (
                sequence INTEGER PRIMARY KEY,
                module TEXT NOT NULL,
                version TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                checksum TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                chain TEXT NOT NULL,
                state TEXT NOT NULL,
                statements_total INTEGER NOT NULL,
                statements_done INTEGER NOT NULL,
                done_hash TEXT,
                intent INTEGER,
                intent_state TEXT,
                baseline TEXT,
                started_at TEXT NOT NULL,
                finished_at TEXT,
                duration_ms INTEGER NOT NULL,
                database_user TEXT,
                host TEXT,
                application TEXT,
                application_version TEXT,
                error TEXT,
                compatible_from TEXT
            )
            """;

    private static string StateTable(string name) =>
        $"""
            CREATE TABLE IF NOT EXISTS {name} (
                scope TEXT PRIMARY KEY,
                expectation TEXT NOT NULL,
                chain TEXT NOT NULL,
                drift_token TEXT NOT NULL,
                verified_at TEXT NOT NULL
            ) WITHOUT ROWID
            """;
}
