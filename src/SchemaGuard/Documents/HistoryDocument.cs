using System.Globalization;

namespace SchemaGuard.Documents;

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
    string? AppliedAt,
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
            entry.Kind.ToString().ToLowerInvariant(),
            entry.IsFinished ? "applied"
                : entry.IsWithdrawn ? "withdrawn"
                : "partial",
            entry.StatementsDone,
            entry.Statements,
            entry.Begun,
            entry.AppliedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            entry.Duration.TotalMilliseconds,
            entry.Application,
            entry.Host,
            entry.Error
        );
}
