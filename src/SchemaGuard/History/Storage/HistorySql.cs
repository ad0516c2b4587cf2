using SchemaGuard.Providers;

namespace SchemaGuard.History.Storage;

/// <summary>The statements on the history and state tables. Names are quoted by the dialect; values are parameters.</summary>
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
        "intent_state",
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

    private const string ItsText =
        "name = @name, checksum = @checksum, token_hash = @token_hash, chain = @chain, "
        + "compatible_from = @compatible_from, statements_total = @statements_total, ";

    private readonly string _history;
    private readonly string _state;
    private readonly string _now;
    private readonly string _user;

    public HistorySql(IHistoryDialect dialect, HistoryTables tables)
    {
        var history = Qualified(dialect, tables.Schema, tables.History);
        var state = Qualified(dialect, tables.Schema, tables.State);
        var now = dialect.UtcTimestampAgo("@zero");
        (_history, _state, _now) = (history, state, now);
        _user = dialect.SessionUser ?? "@database_user";
        ReadAll =
            $"SELECT {string.Join(", ", Columns.Select(column => $"{Readable(dialect, column)} AS {PropertyName(column)}"))} FROM {history} ORDER BY sequence";
        ReadFrom = ReadAll.Replace(" ORDER BY", " WHERE sequence >= @sequence ORDER BY", StringComparison.Ordinal);
        ReadStamps = $"SELECT chain, {dialect.TimestampText("verified_at")} FROM {state} WHERE chain IS NOT NULL";
        ReadHead = $"SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1";
        IsHead =
            $"coalesce((SELECT sequence = @head_sequence AND chain = @head_chain FROM {history} ORDER BY sequence DESC LIMIT 1), @head_sequence = 0)";
        Append = AppendWith("@sequence", dialect.UtcTimestampAgo("@seconds"), "@duration_ms");
        AppendAlone = AppendAs(
            $"SELECT {ValuesOf("@sequence", dialect.UtcTimestampAgo("@seconds"), "@duration_ms")} FROM (SELECT 1 AS one) AS o WHERE {IsHead}"
        );
        Intended =
            $"state = '{HistoryStates.Partial}' AND statements_done = @statement - 1 "
            + "AND intent = @statement AND coalesce(intent_state, '') = coalesce(@observed, '')";
        MarkIntent =
            $"UPDATE {history} SET intent = @statement, intent_state = @observed WHERE sequence = @sequence "
            + $"AND state = '{HistoryStates.Partial}' AND statements_done = @statement - 1";
        WithdrawIntent =
            $"UPDATE {history} SET intent = NULL, intent_state = NULL WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND intent = @statement";
        MarkDone =
            $"UPDATE {history} SET statements_done = @statement, done_hash = @done_hash, intent = NULL, intent_state = NULL, error = NULL "
            + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @statement - 1";
        MarkDoneAndIntent =
            $"UPDATE {history} SET statements_done = @done, done_hash = @done_hash, intent = @statement, intent_state = @observed, error = NULL "
            + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @done - 1";
        Finish = FinishWhen(ItsText, "statements_done = @statements_total");
        FinishWithLast = FinishWhen(ItsText, "statements_done = @statements_total - 1");
        InsertStamp =
            $"INSERT INTO {state} (scope, expectation, chain, drift_token, verified_at) "
            + $"VALUES (@scope, @expectation, @chain, {dialect.StampedToken("@drift_token")}, {now})";
    }

    private string FinishWhen(string changes, string isDone) =>
        $"UPDATE {_history} SET state = '{HistoryStates.Applied}', {changes}statements_done = @statements_total, "
        + "done_hash = NULL, intent = NULL, intent_state = NULL, baseline = NULL, error = NULL, "
        + $"duration_ms = duration_ms + @duration_ms, finished_at = {_now} "
        + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND {isDone}";

    /// <summary>
    /// Composes the statement that appends a row in a transaction that is sent as a whole. It succeeds only under the lock and after the head of
    /// <c>@head_sequence</c> and <c>@head_chain</c>, and is timed by the database.
    /// </summary>
    /// <param name="fence">The condition that the lock is held. If it is not, the row has no number, which the table refuses.</param>
    /// <param name="pipeline">The expressions for the transaction's times.</param>
    public string AppendFenced(string fence, TransactionPipeline pipeline) =>
        AppendWith($"CASE WHEN {fence} AND {IsHead} THEN @sequence END", pipeline.BeganAt, pipeline.ElapsedMilliseconds);

    public string ReadAll { get; }

    /// <summary>Gets the query for the row <c>@sequence</c> and those after it, in order.</summary>
    public string ReadFrom { get; }

    /// <summary>Gets the query for the ends of the history for which a build has left a stamp, and the times of the stamps.</summary>
    public string ReadStamps { get; }

    public string ReadHead { get; }

    /// <summary>Gets the condition that the head of the history is the one of <c>@head_sequence</c> and <c>@head_chain</c>.</summary>
    public string IsHead { get; }

    public string Append { get; }

    /// <summary>Gets the statement that appends a row by itself, if the head is the one of <c>@head_sequence</c> and <c>@head_chain</c>.</summary>
    public string AppendAlone { get; }

    public string MarkDoneAndIntent { get; }

    /// <summary>Gets the statement that finishes a migration of which only the last statement's done-mark is missing.</summary>
    public string FinishWithLast { get; }

    /// <summary>Gets the statement that finishes a migration whose row has had its final contents since it was begun.</summary>
    public string FinishBegun => field ??= FinishWhen("", "statements_done = @statements_total");

    /// <summary>Gets the same statement for a migration of which only the last statement's done-mark is missing.</summary>
    public string FinishBegunWithLast => field ??= FinishWhen("", "statements_done = @statements_total - 1");

    private string Intended { get; }

    public string MarkIntent { get; }

    public string WithdrawIntent { get; }

    public string MarkDone { get; }

    public string MarkError => $"UPDATE {_history} SET error = @error WHERE sequence = @sequence AND state = '{HistoryStates.Partial}'";

    public string Finish { get; }

    /// <summary>Gets the statement that withdraws a migration of which nothing was done.</summary>
    public string Withdraw =>
        $"UPDATE {_history} SET state = '{HistoryStates.Withdrawn}', done_hash = NULL, baseline = NULL, finished_at = {_now} "
        + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = 0 AND intent IS NULL";

    public string Relink => $"UPDATE {_history} SET chain = @chain WHERE sequence = @sequence";

    public string DeleteStamp => $"DELETE FROM {_state} WHERE scope = @scope";

    public string InsertStamp { get; }

    /// <summary>
    /// Gets the statement that gives the stamp of <c>@scope</c> another witness beside its token, if it is still the stamp that was found.
    /// </summary>
    public string RenewStamp =>
        $"UPDATE {_state} SET drift_token = @drift_token WHERE scope = @scope "
        + "AND expectation = @expectation AND chain = @chain AND drift_token = @found_token";

    /// <summary>
    /// Gets the query whether a row has the intent that a write was to give it: a write that changes nothing may be counted as none.
    /// </summary>
    public string HasIntent => $"SELECT COUNT(*) FROM {_history} WHERE sequence = @sequence AND {Intended}";

    /// <summary>Gets the statement after which nothing of a migration counts as done any more.</summary>
    public string StartAgain =>
        $"UPDATE {_history} SET statements_done = 0, done_hash = '{CompletedStatementsHash.Empty}', error = NULL "
        + $"WHERE sequence = @sequence AND state = '{HistoryStates.Partial}' AND statements_done = @statement AND intent IS NULL";

    private string AppendWith(string sequence, string startedAt, string duration) =>
        AppendAs($"VALUES ({ValuesOf(sequence, startedAt, duration)})");

    private string AppendAs(string source) =>
        $"INSERT INTO {_history} ({string.Join(", ", Columns.Where(column => column is not "error"))}) {source}";

    private string ValuesOf(string sequence, string startedAt, string duration) =>
        $"{sequence}, @module, @version, @name, @kind, @checksum, @token_hash, @chain, @state, "
        + "@statements_total, @statements_done, @done_hash, @intent, @intent_state, @baseline, "
        + $"{startedAt}, CASE WHEN @state = '{HistoryStates.Applied}' THEN {_now} END, {duration}, "
        + $"{_user}, @host, @application, @application_version, @compatible_from";

    private static string Readable(IHistoryDialect dialect, string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) ? dialect.TimestampText(column) : column;

    public static string Qualified(IHistoryDialect dialect, string? schema, string table) =>
        schema is null ? dialect.QuoteIdentifier(table) : $"{dialect.QuoteIdentifier(schema)}.{dialect.QuoteIdentifier(table)}";

    private static string PropertyName(string column) =>
        string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
