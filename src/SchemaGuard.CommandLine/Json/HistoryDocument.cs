namespace SchemaGuard.CommandLine.Json;

/// <summary>A row of the history in JSON.</summary>
internal sealed record HistoryDocument(
    long Sequence,
    string Module,
    string Name,
    string Kind,
    string State,
    int StatementsDone,
    int Statements,
    int? Begun,
    string AppliedAt,
    double DurationMs,
    string? Application,
    string? Host,
    string? Error
)
{
    public static HistoryDocument From(HistoryEntry entry) =>
        new(
            entry.Sequence,
            entry.Module,
            entry.Name,
            entry.Kind,
            entry.IsFinished ? "applied"
                : entry.IsWithdrawn ? "withdrawn"
                : "partial",
            entry.StatementsDone,
            entry.Statements,
            entry.Begun,
            entry.AppliedAt,
            entry.Duration.TotalMilliseconds,
            entry.Application,
            entry.Host,
            entry.Error
        );
}
