using SchemaGuard.History;
using SchemaGuard.History.Storage;

namespace SchemaGuard.Planning;

/// <summary>
/// The search for a history that went back: none of its rows is the end that it is known to have had. Rows were removed, or it comes from
/// an older backup than the data; what then looks pending has already run. Only a partial row's chain value changes, so an end is only
/// recorded while nothing is unfinished.
/// </summary>
internal static class HistoryRetreat
{
    /// <summary>Looks for each known end among the rows.</summary>
    /// <param name="repairs">The commands by which a person repairs the history.</param>
    /// <param name="rows">The whole history in order.</param>
    /// <param name="known">The known ends.</param>
    /// <returns>The finding, or <see langword="null"/> if every end is still there.</returns>
    public static Finding? Find(HistoryRepairs repairs, IReadOnlyList<HistoryRow> rows, IReadOnlyList<KnownHead> known)
    {
        var chains = rows.Select(row => row.Chain).ToHashSet(StringComparer.Ordinal);
        var lost = known.Where(head => head.Chain.Length > 0 && !chains.Contains(head.Chain)).ToList();
        return lost.Count == 0 ? null : HistoryFindings.WentBack(repairs.Table, lost, rows, repairs.ForgetOf(lost));
    }
}
