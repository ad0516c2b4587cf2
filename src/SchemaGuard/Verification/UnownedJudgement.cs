using SchemaGuard.Execution;
using SchemaGuard.Planning;

namespace SchemaGuard.Verification;

/// <summary>
/// Tells migrations that were left partly done from those that somebody is at: whoever is holds the migration lock. A start waits for the lock to know; who only looks asks for its
/// holder.
/// </summary>
internal sealed class UnownedJudgement(GuardServices guard)
{
    /// <summary>Returns the findings of a plan as they are at this moment.</summary>
    /// <returns>The findings, and whether they rest on somebody's being at work, which no probe sees end.</returns>
    public async Task<(IReadOnlyList<Finding> Findings, bool IsAtWork)> JudgeAsync(
        MigrationPlan plan,
        ProbedConnection probed,
        CancellationToken cancellationToken
    )
    {
        if (plan.Unowned.Count == 0 || probed.Connection is not { } connection)
        {
            return (plan.Findings, false);
        }

        var tables = guard.For(probed.State).History.Tables;
        var holder = await new DatabaseCalls(guard)
            .RunAsync(connection, ct => guard.Provider.Lock.FindHolderAsync(connection, tables, ct), cancellationToken)
            .ConfigureAwait(false);
        return holder is null
            ? (plan.Findings, false)
            : (
                [
                    .. plan.Findings.Select(finding =>
                        Find(plan, finding) is { } found ? PartialFindings.AtWork(found, holder.Description) : finding
                    ),
                ],
                true
            );
    }

    private static UnownedMigration? Find(MigrationPlan plan, Finding finding) =>
        plan.Unowned.FirstOrDefault(migration => ReferenceEquals(migration.Finding, finding));
}
