using SchemaGuard.Providers.State;

namespace SchemaGuard.Reports;

/// <summary>Is what a probe saw of a database that a verdict rests on: as long as it stays, so does the verdict.</summary>
/// <param name="Head">The newest row of the history.</param>
/// <param name="DriftToken">The catalog's token.</param>
/// <param name="HasUnfinished">Whether a migration is unfinished.</param>
internal sealed record DatabaseMark(HistoryHead Head, string? DriftToken, bool HasUnfinished)
{
    public static DatabaseMark Of(DatabaseState state) => new(state.Head, state.DriftToken, state.HasUnfinished);

    /// <summary>Says whether a database is as it was, as far as a probe can tell.</summary>
    public bool Holds(DatabaseState state) => DriftToken is not null && this == Of(state);
}
