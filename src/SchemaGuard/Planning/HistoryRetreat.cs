using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>
/// Finds a history that went back: an end that it is known to have had is none of its rows any more. Rows were removed, or it comes from an older backup than the
/// data; what then looks pending has run already. Only a partial row's chain value changes, so that an end is only known where nothing was unfinished.
/// </summary>
internal static class HistoryRetreat
{
    /// <summary>Looks for each known end among the rows.</summary>
    /// <param name="history">Names the tables.</param>
    /// <param name="rows">The whole history in its order.</param>
    /// <param name="known">The ends.</param>
    /// <returns>The finding, or <see langword="null"/> where every end is still there.</returns>
    public static Finding? Find(HistoryStore history, IReadOnlyList<HistoryRow> rows, IReadOnlyList<KnownHead> known)
    {
        var chains = rows.Select(row => row.Chain).ToHashSet(StringComparer.Ordinal);
        var lost = known.Where(head => head.Chain.Length > 0 && !chains.Contains(head.Chain)).ToList();
        return lost.Count == 0 ? null : HistoryFindings.WentBack(history.Tables.History, lost, rows, history.ForgetOf(lost));
    }
}
