using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Planning;

namespace SchemaGuard.Assessment;

/// <summary>
/// The distinction between migrations that were left partly done and those that are being applied, whose process holds the migration lock.
/// A start waits for the lock to find out; a check only asks for its holder.
/// </summary>
internal sealed class UnownedJudgement(GuardContext guard)
{
    /// <summary>Returns the findings of a plan as they are at the moment.</summary>
    /// <returns>The findings, and whether they depend on a migration that is being applied, whose end no probe sees.</returns>
    public async Task<(IReadOnlyList<Finding> Findings, bool IsAtWork)> JudgeAsync(
        MigrationPlan plan,
        ObservedConnection probed,
        CancellationToken cancellationToken
    )
    {
        if (plan.Unowned.Count == 0 || probed.Connection is not { } connection)
        {
            return (plan.Findings, false);
        }

        var tables = guard.For(probed.State).History.Tables;
        var holder = await new RetriedReads(guard)
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
