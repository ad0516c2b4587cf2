using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Composes the statements on the history and state tables. Names are quoted by the dialect; values are parameters.</summary>
internal sealed class HistorySql
{
    private static readonly string[] Columns =
    [
        "sequence",
        "module",
        "version",
        "name",
        "kind",
        "checksum",
        "token_hash",
        "chain",
        "state",
        "statements_total",
        "statements_done",
        "done_hash",
        "intent",
        "baseline",
        "started_at",
        "finished_at",
        "duration_ms",
        "database_user",
        "host",
        "application",
        "application_version",
        "error",
        "compatible_from",
    ];

    public HistorySql(ISqlDialect dialect, HistoryTables tables)
    {
        var history = Qualified(dialect, tables.Schema, tables.History);
        var state = Qualified(dialect, tables.Schema, tables.State);
        var now = dialect.UtcTimestampAgo("@zero");
        ReadAll =
            $"SELECT {string.Join(", ", Columns.Select(column => $"{column} AS {PropertyName(column)}"))} FROM {history} ORDER BY sequence";
        ReadHead = $"SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1";
        Append =
            $"INSERT INTO {history} ({string.Join(", ", Columns.Where(column => column != "intent" && column != "error"))}) VALUES "
            + "(@sequence, @module, @version, @name, @kind, @checksum, @token_hash, @chain, @state, @statements_total, @statements_done, @done_hash, @baseline, "
            + $"{dialect.UtcTimestampAgo("@seconds")}, CASE WHEN @state = '{HistoryStates.Applied}' THEN {now} END, @duration_ms, "
            + "@database_user, @host, @application, @application_version, @compatible_from)";
        MarkIntent =
            $"UPDATE {history} SET intent = @statement WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @statement - 1";
        MarkDone =
            $"UPDATE {history} SET statements_done = @statement, done_hash = @done_hash, intent = NULL, error = NULL "
            + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @statement - 1";
        MarkError = $"UPDATE {history} SET error = @error WHERE sequence = @sequence AND state = '{HistoryStates.Partial}'";
        Finish =
            $"UPDATE {history} SET state = '{HistoryStates.Applied}', name = @name, checksum = @checksum, token_hash = @token_hash, chain = @chain, compatible_from = @compatible_from, "
            + $"statements_total = @statements_total, done_hash = NULL, baseline = NULL, duration_ms = duration_ms + @duration_ms, finished_at = {now} "
            + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @statements_total";
        Relink = $"UPDATE {history} SET chain = @chain WHERE sequence = @sequence";
        DeleteStamp = $"DELETE FROM {state} WHERE scope = @scope";
        InsertStamp =
            $"INSERT INTO {state} (scope, expectation, chain, drift_token, verified_at) VALUES (@scope, @expectation, @chain, @drift_token, {now})";
    }

    public string ReadAll { get; }

    public string ReadHead { get; }

    public string Append { get; }

    public string MarkIntent { get; }

    public string MarkDone { get; }

    public string MarkError { get; }

    public string Finish { get; }

    public string Relink { get; }

    public string DeleteStamp { get; }

    public string InsertStamp { get; }

    private static string Qualified(ISqlDialect dialect, string? schema, string table) =>
        schema is null ? dialect.QuoteIdentifier(table) : $"{dialect.QuoteIdentifier(schema)}.{dialect.QuoteIdentifier(table)}";

    private static string PropertyName(string column) =>
        string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
