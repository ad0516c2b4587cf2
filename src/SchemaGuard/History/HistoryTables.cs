using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.History;

/// <summary>The names of the two tables in which a guard keeps its records.</summary>
/// <param name="Schema">Their schema; <see langword="null"/> for the connection's default.</param>
/// <param name="History">The table of applied migrations.</param>
[Experimental("SG9001")]
public sealed record HistoryTables(string? Schema, string History)
{
    private const string HistorySuffix = "_history";

    /// <summary>Gets the name of the state table: the history table's, with <c>_history</c> replaced by <c>_state</c>.</summary>
    public string State =>
        (History.EndsWith(HistorySuffix, StringComparison.OrdinalIgnoreCase) ? History[..^HistorySuffix.Length] : History) + "_state";
}
