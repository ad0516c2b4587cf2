using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Migrations;

namespace SchemaGuard.Execution;

/// <summary>The plans made repeatedly in the course of one run, on its connection.</summary>
internal sealed class RunPlans(GuardContext guard, DbConnection connection, MigrationSet set)
{
    private readonly RetriedReads _calls = new(guard);
    private readonly FollowedHistory _followed = new(guard);

    /// <summary>Reads what may have changed, and plans.</summary>
    public async Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken)
    {
        await _calls.RunAsync(connection, ReadAsync, cancellationToken).ConfigureAwait(false);
        return _followed.Plan(set);
    }

    /// <summary>
    /// Plans again under the lock if only an unfinished migration blocks the plan: it is not an interrupted one while another process is still
    /// running it.
    /// </summary>
    /// <param name="plan">The plan so far.</param>
    /// <param name="turns">The turns that wait for the lock.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    public async Task<MigrationPlan> ContestAsync(MigrationPlan plan, LockedTransactions turns, CancellationToken cancellationToken)
    {
        while (plan.IsContested)
        {
            var head = plan.Head;
            if (plan.Migrations is [var first, ..])
            {
                turns.Expect(first, plan.Migrations.Count);
            }

            var isHeld = await _calls
                .RunAsync(
                    connection,
                    async ct =>
                    {
                        // This also waits for what another process runs outside transactions, if no lock outlives them.
                        using var reserved = await turns.ReserveAsync(head, ct).ConfigureAwait(false);
                        return reserved is not null;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            plan = await PlanAsync(cancellationToken).ConfigureAwait(false);
            if (isHeld)
            {
                break;
            }
        }

        return plan;
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await _followed.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
