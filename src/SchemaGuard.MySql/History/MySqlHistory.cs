using SchemaGuard.History;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.History;

/// <summary>The definitions of the history and state tables.</summary>
internal static class MySqlHistory
{
    /// <summary>The key of the state table's row that holds the lease; no scope contains this character.</summary>
    public const string LeaseScope = "#lease";

    private const string Options = "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    /// <summary>
    /// Returns the statements that create missing tables. A session that creates them at the same time waits, and then finds the table.
    /// </summary>
    public static IReadOnlyList<string> Create(HistoryTables tables)
    {
        var state = Qualified(tables.Schema, tables.State);
        return [HistoryTable(Qualified(tables.Schema, tables.History)), StateTable(state), LeaseSql.Restore(state)];
    }

    /// <summary>
    /// Returns the definition of the history table. Its index on the state shows whether a row is unfinished without reading the finished ones.
    /// </summary>
    private static string HistoryTable(string history) =>
        $"""
            CREATE TABLE IF NOT EXISTS {history} (
                sequence bigint NOT NULL PRIMARY KEY,
                module varchar(255) NOT NULL,
                version varchar(255) NOT NULL,
                name varchar(1024) NOT NULL,
                kind varchar(32) NOT NULL,
                checksum varchar(255) NOT NULL,
                token_hash varchar(255) NOT NULL,
                chain varchar(255) NOT NULL,
                state varchar(32) NOT NULL,
                statements_total int NOT NULL,
                statements_done int NOT NULL,
                done_hash varchar(255),
                intent int,
                intent_state mediumtext,
                baseline mediumtext,
                started_at datetime(3) NOT NULL,
                finished_at datetime(3),
                duration_ms bigint NOT NULL,
                database_user varchar(255),
                host varchar(255),
                application varchar(255),
                application_version varchar(255),
                error text,
                compatible_from varchar(255),
                KEY unfinished (state)
            ) {Options}
            """;

    private static string StateTable(string state) =>
        $"""
            CREATE TABLE IF NOT EXISTS {state} (
                scope varchar(512) NOT NULL PRIMARY KEY,
                expectation varchar(255) NOT NULL DEFAULT '',
                chain varchar(255) NOT NULL DEFAULT '',
                drift_token varchar(1024) NOT NULL DEFAULT '',
                verified_at datetime(3),
                lease_epoch bigint,
                lease_owner varchar(255),
                lease_taken_at datetime(3),
                lease_expires_at datetime(3)
            ) {Options}
            """;

    public static string Qualified(string? schema, string table) =>
        schema is null ? Identifier.Quote(table) : $"{Identifier.Quote(schema)}.{Identifier.Quote(table)}";
}
