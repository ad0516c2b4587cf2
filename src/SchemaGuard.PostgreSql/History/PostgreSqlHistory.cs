using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Server;

namespace SchemaGuard.PostgreSql.History;

/// <summary>The definitions of the history and state tables.</summary>
internal static class PostgreSqlHistory
{
    /// <summary>The key of the state table's row that holds the lease; no scope contains a character like this one.</summary>
    public const string LeaseScope = "#lease";

    private const string ServesPrefix = "#serves ";

    /// <summary>
    /// An expression for the key of the row by which a history says that it also serves the schema in which new tables are now created. The search
    /// path named that schema before it existed, as where the first migration creates it.
    /// </summary>
    public const string Serves = $"'{ServesPrefix}' || current_schema()";

    /// <summary>
    /// Composes a stamp's text about the transaction that wrote it. The row has that transaction as <c>xmin</c>, too, until a dump takes it to
    /// another server: transactions have other numbers there, and the stamp, which was for that other database, does not count.
    /// </summary>
    public static string WrittenBy(string transaction) => $"' by ' || {transaction}::text";

    /// <summary>The condition of the partial index below.</summary>
    private const string Unfinished = "state <> 'applied'";

    /// <summary>Composes the condition that there are unfinished rows, which the index answers without reading finished ones.</summary>
    /// <remarks>The order leaves the server no other choice: in a table that was never analyzed it takes nearly every row for unfinished, and would
    /// read one row after the other expecting to find the first match soon. An order within an <c>EXISTS</c> has no effect.</remarks>
    public static string HasUnfinished(string history) =>
        $"(SELECT true FROM {history} WHERE {Unfinished} AND state <> 'withdrawn' ORDER BY sequence LIMIT 1) IS NOT NULL";

    /// <summary>Returns the statements that create what is missing.</summary>
    /// <remarks>The lease's epoch has a unique index so that PostgreSQL counts it as a key: a transaction that holds <c>FOR KEY SHARE</c> on the row
    /// then lets the expiry be renewed and keeps the epoch from being raised (documentation, section 13.3.2).</remarks>
    public static IReadOnlyList<string> Create(HistoryTables tables)
    {
        var history = SqlText.Qualified(tables.Schema, tables.History);
        var state = SqlText.Qualified(tables.Schema, tables.State);
        return
        [
            HistoryTable(history),
            $"CREATE INDEX IF NOT EXISTS {SqlText.Quote(tables.History + "_unfinished")} ON {history} (sequence) WHERE {Unfinished}",
            StateTable(state),
            $"INSERT INTO {state} (scope, lease_epoch) VALUES ('{LeaseScope}', {LeaseSql.FirstEpoch}) ON CONFLICT DO NOTHING",
            ServeMissing(state),
        ];
    }

    /// <summary>
    /// Records the schemas that the search path names and that do not exist: new tables will be created in them as soon as they do.
    /// </summary>
    private static string ServeMissing(string state) =>
        $"""
            INSERT INTO {state} (scope)
            SELECT DISTINCT '{ServesPrefix}' || p.name FROM {SearchPath.Entries} p
            WHERE p.name <> '' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = p.name)
            ON CONFLICT DO NOTHING
            """;

    private static string HistoryTable(string history) =>
        $"""
            CREATE TABLE IF NOT EXISTS {history} (
                sequence bigint PRIMARY KEY,
                module text NOT NULL,
                version text NOT NULL,
                name text NOT NULL,
                kind text NOT NULL,
                checksum text NOT NULL,
                token_hash text NOT NULL,
                chain text NOT NULL,
                state text NOT NULL,
                statements_total integer NOT NULL,
                statements_done integer NOT NULL,
                done_hash text,
                intent integer,
                intent_state text,
                baseline text,
                started_at timestamptz NOT NULL,
                finished_at timestamptz,
                duration_ms bigint NOT NULL,
                database_user text,
                host text,
                application text,
                application_version text,
                error text,
                compatible_from text
            )
            """;

    private static string StateTable(string state) =>
        $"""
            CREATE TABLE IF NOT EXISTS {state} (
                scope text PRIMARY KEY,
                expectation text NOT NULL DEFAULT '',
                chain text NOT NULL DEFAULT '',
                drift_token text NOT NULL DEFAULT '',
                verified_at timestamptz,
                lease_epoch bigint UNIQUE,
                lease_owner text,
                lease_taken_at timestamptz,
                lease_expires_at timestamptz
            )
            """;
}
