using System.Data.Common;
using System.Runtime.CompilerServices;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql;

/// <summary>Takes a session lock or a lease, whichever holds on the server. Whoever takes one makes sure that nobody has the other.</summary>
internal sealed class MySqlMigrationLock(
    MySqlConnections connections,
    MySqlGuardOptions options,
    MySqlActivity activity,
    string ownerName,
    TimeProvider time
) : IMigrationLock
{
    private readonly ConditionalWeakTable<DbConnection, StrongBox<bool>> _isCluster = [];

    public bool OutlivesTransactions => true;

    public async Task<IMigrationLockHandle?> TryAcquireAsync(
        DbConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var session = new SessionLockAttempt(connection, tables, activity.Processes);
        if (!await UsesLeaseAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return await session.TryAsync(cancellationToken).ConfigureAwait(false);
        }

        // Taken in a moment in which the session lock could be had: nobody has one on this server, and none is taken meanwhile.
        var gate = await session.TryLockAsync(cancellationToken).ConfigureAwait(false);
        if (gate is null)
        {
            return null;
        }

        await using (gate.ConfigureAwait(false))
        {
            return await new LeaseAttempt(connection, tables, connections, activity.Processes, options.LeaseDuration, ownerName, time)
                .TryAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        activity.FindHolderAsync(connection, tables, cancellationToken);

    private async Task<bool> UsesLeaseAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (options.Lock != MySqlLockMode.Auto)
        {
            return options.Lock == MySqlLockMode.Lease;
        }

        if (!_isCluster.TryGetValue(connection, out var isCluster))
        {
            // Only Galera has the variable; asking for one that a server does not know is no error in this form.
            var rows = await connection.RowsAsync("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'", [], cancellationToken).ConfigureAwait(false);
            isCluster = new StrongBox<bool>(rows is [[_, "ON" or "1"]]);
            _isCluster.AddOrUpdate(connection, isCluster);
        }

        return isCluster.Value;
    }
}
