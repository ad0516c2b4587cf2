using SchemaGuard.History;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>
/// The cache of the scripts that were read for a run that plans repeatedly. What an interrupted run started is read again, because its row
/// may have changed.
/// </summary>
internal sealed class PreparedScripts
{
    private readonly Dictionary<Migration, (PlannedMigration Planned, IReadOnlyList<Finding> Findings)> _known = [];

    /// <summary>Returns a migration as it is to be applied, and prepares it the first time.</summary>
    public PlannedMigration Prepare(
        ScriptPreparer preparer,
        Migration migration,
        HistoryRow? row,
        string previousChain,
        List<Finding> findings
    )
    {
        if (row is not null)
        {
            return preparer.Prepare(migration, row, previousChain, findings);
        }

        if (!_known.TryGetValue(migration, out var known))
        {
            var found = new List<Finding>();
            known = (preparer.Prepare(migration, row, previousChain, found), found);
            _known.Add(migration, known);
        }

        findings.AddRange(known.Findings);
        return known.Planned;
    }
}
