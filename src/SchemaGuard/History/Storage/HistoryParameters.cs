namespace SchemaGuard.History.Storage;

/// <summary>The parameters of the statements on the history.</summary>
internal static class HistoryParameters
{
    public static (string, object?)[] Of(HistoryHead head) => [("@head_sequence", head.Sequence), ("@head_chain", head.Chain)];

    public static (string, object?)[] OfFinished(HistoryRow row, TimeSpan elapsed) =>
        [
            .. OfFinishedBegun(row, elapsed),
            ("@name", row.Name),
            ("@checksum", row.Checksum),
            ("@token_hash", row.TokenHash),
            ("@chain", row.Chain),
            ("@compatible_from", row.CompatibleFrom),
        ];

    /// <summary>Returns the values that a row which was begun with everything else does not contain yet.</summary>
    public static (string, object?)[] OfFinishedBegun(HistoryRow row, TimeSpan elapsed) =>
        [
            ("@sequence", row.Sequence),
            ("@statements_total", row.StatementsTotal),
            ("@duration_ms", (long)elapsed.TotalMilliseconds),
            ("@zero", 0.0),
        ];

    public static (string, object?)[] Of(HistoryRow row) =>
        [
            ("@sequence", row.Sequence),
            ("@module", row.Module),
            ("@version", row.Version),
            ("@name", row.Name),
            ("@kind", row.Kind),
            ("@checksum", row.Checksum),
            ("@token_hash", row.TokenHash),
            ("@chain", row.Chain),
            ("@state", row.State),
            ("@statements_total", row.StatementsTotal),
            ("@statements_done", row.StatementsDone),
            ("@done_hash", row.DoneHash),
            ("@intent", row.Intent),
            ("@intent_state", row.IntentState),
            ("@baseline", row.Baseline),
            ("@database_user", row.DatabaseUser),
            ("@host", row.Host),
            ("@application", row.Application),
            ("@application_version", row.ApplicationVersion),
            ("@compatible_from", row.CompatibleFrom),
            ("@zero", 0.0),
        ];
}
