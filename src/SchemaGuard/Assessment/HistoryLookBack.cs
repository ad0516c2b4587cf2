using System.Data.Common;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Planning;

namespace SchemaGuard.Assessment;

/// <summary>The comparison of a history with the ends that it is known to have had.</summary>
internal sealed class HistoryLookBack(GuardContext guard)
{
    private readonly RetriedReads _calls = new(guard);

    /// <summary>
    /// Refuses a history that went back. The probe has read the end in this build's own stamp. If something is about to be applied, the
    /// stamps of other builds are read as well; even a history that was removed entirely leaves its state table.
    /// </summary>
    public async Task<MigrationPlan> RefuseRetreatAsync(
        MigrationPlan plan,
        IReadOnlyList<HistoryRow> rows,
        ObservedConnection probed,
        KnownHead? known,
        CancellationToken cancellationToken
    )
    {
        var here = guard.For(probed.State).History;
        List<KnownHead> heads = known is null ? [] : [known];
        heads.AddRange(probed.State.Stamp is { } stamp ? [new KnownHead(stamp.Chain, SeenAt: null)] : []);
        if (
            probed.Connection is { } connection
            && (plan.Migrations.Count > 0 || HistoryRetreat.Find(here.Repairs, rows, heads) is not null)
        )
        {
            heads =
            [
                .. await ReadStampsAsync(connection, here, cancellationToken).ConfigureAwait(false),
                .. known is null ? [] : new[] { known },
            ];
        }

        if (HistoryRetreat.Find(here.Repairs, rows, heads) is null)
        {
            return plan;
        }

        // A stamp may be newer than the rows that were read: rows that others have appended meanwhile are not a retreat. The plan itself is
        // verified under the lock.
        var now = await ReadNowAsync(probed, here, cancellationToken).ConfigureAwait(false);
        return plan.Refused(HistoryRetreat.Find(here.Repairs, now, heads));
    }

    /// <summary>Reads the history as it is now, whatever the probe saw. A missing table has no rows.</summary>
    private async Task<IReadOnlyList<HistoryRow>> ReadNowAsync(
        ObservedConnection probed,
        HistoryStore history,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return probed.Connection is { } connection
                ? await _calls.RunAsync(connection, ct => history.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false)
                : [];
        }
        catch (DatabaseUnreachableException exception) when (UnusableHistory.IsCauseOf(exception, guard.Provider))
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<KnownHead>> ReadStampsAsync(
        DbConnection connection,
        HistoryStore history,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _calls
                .RunAsync(connection, ct => history.ReadStampsAsync(connection, ct), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (DatabaseUnreachableException exception) when (UnusableHistory.IsCauseOf(exception, guard.Provider))
        {
            // There is no state table, as before the first migration.
            return [];
        }
    }
}
