using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers;

namespace SchemaGuard.Planning;

/// <summary>
/// The planner, which makes a plan from a build's migrations and a database's history. Pure: no connection, no clock, no logger.
/// </summary>
internal sealed class Planner(
    ScriptReader scripts,
    ISqlDialect dialect,
    OutOfOrderPolicy outOfOrder,
    HistoryRepairs repairs,
    HistorySignature signature
)
{
    /// <summary>Returns a planner for a history whose schema is known.</summary>
    public Planner On(HistoryRepairs found) => new(scripts, dialect, outOfOrder, found, signature);

    /// <summary>Compares the migrations with the history and makes the plan.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="rows">The whole history in order.</param>
    /// <param name="prepared">The scripts that the same run has already read.</param>
    /// <exception cref="SchemaGuardConfigurationException">A script that must be read again has been removed or changed.</exception>
    public MigrationPlan Plan(MigrationSet set, IReadOnlyList<HistoryRow> rows, PreparedScripts? prepared = null)
    {
        prepared ??= new PreparedScripts();
        var head = rows.Count == 0 ? HistoryHead.Empty : new HistoryHead(rows[^1].Sequence, rows[^1].Chain);
        if (rows.FirstOrDefault(row => !row.IsReadable) is { } unreadable)
        {
            return new MigrationPlan(head, [], [HistoryFindings.Unreadable(unreadable)], 0);
        }

        var findings = new List<Finding>();
        if (HistoryChain.FindBreak(rows) is { } broken)
        {
            findings.Add(HistoryFindings.BrokenChain(broken));
        }

        var preparer = new ScriptPreparer(dialect, scripts);
        var planned = new List<PlannedMigration>();
        var unowned = new List<UnownedMigration>();
        var applied = 0;
        foreach (var module in set.Modules)
        {
            var comparison = new HistoryComparison(module, set, rows, dialect.LexicalRules, signature, scripts);
            findings.AddRange(comparison.CompareRows());
            unowned.AddRange(comparison.FindUnowned(repairs));
            applied += comparison.AppliedCount;
            foreach (var pending in comparison.FindPending(outOfOrder, findings))
            {
                planned.Add(prepared.Prepare(preparer, pending.Migration, pending.Row, PreviousChain(rows, pending.Row), findings));
            }
        }

        unowned.AddRange(FindUnowned(set, rows));
        findings.AddRange(unowned.Select(migration => migration.Finding));
        return new MigrationPlan(head, planned, findings, applied)
        {
            GivenUp = [.. rows.Where(row => row.IsGivenUp && IsOf(set, row) && !planned.Exists(migration => migration.Row == row))],
            Unowned = unowned,
        };
    }

    /// <summary>
    /// Finds the partly done migrations of modules that the build does not have: they may belong to another application or have been
    /// removed from this one.
    /// </summary>
    private IEnumerable<UnownedMigration> FindUnowned(MigrationSet set, IReadOnlyList<HistoryRow> rows) =>
        rows.Where(row => row.State == HistoryStates.Partial && !row.IsGivenUp && !IsOf(set, row))
            .Select(row => new UnownedMigration(
                row,
                PartialFindings.OfOtherModule(
                    row,
                    repairs.UndoneOf(row),
                    row.Application is not null && row.Application == signature.Application
                ),
                MayStay: true
            ));

    private static bool IsOf(MigrationSet set, HistoryRow row) => set.Modules.Contains(row.Module, ModuleNames.Comparer);

    private static string PreviousChain(IReadOnlyList<HistoryRow> rows, HistoryRow? row) =>
        row is null ? "" : rows.LastOrDefault(earlier => earlier.Sequence < row.Sequence)?.Chain ?? "";
}
