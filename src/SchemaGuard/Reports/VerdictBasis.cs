using SchemaGuard.History;
using SchemaGuard.Providers.State;

namespace SchemaGuard.Reports;

/// <summary>The part of a probe's result on which a verdict rests: as long as it is unchanged, so is the verdict.</summary>
/// <param name="Head">The newest row of the history.</param>
/// <param name="DriftToken">The catalog's token.</param>
/// <param name="HasUnfinished">Whether a migration is unfinished.</param>
internal sealed record VerdictBasis(HistoryHead Head, string? DriftToken, bool HasUnfinished)
{
    public static VerdictBasis Of(DatabaseState state) => new(state.Head, state.DriftToken, state.HasUnfinished);

    /// <summary>Determines whether a database is unchanged, as far as a probe can tell.</summary>
    public bool Holds(DatabaseState state) => DriftToken is not null && this == Of(state);
}
