using System.Data.Common;
using System.Runtime.CompilerServices;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers.Leases;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.MySql.Locking;

/// <summary>
/// The migration lock: a session lock or a lease, whichever holds on the server. Taking one includes making sure that nobody has the other.
/// </summary>
internal sealed class MySqlMigrationLock(
    MySqlConnections connections,
    MySqlGuardOptions options,
    MySqlActivity activity,
    string ownerName,
    TimeProvider time
) : IMigrationLock
{
    private readonly ConditionalWeakTable<DbConnection, ClusterKind> _clusters = [];

    public bool OutlivesTransactions => true;

    public async Task<IMigrationLockHandle?> TryAcquireAsync(
        DbConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var session = new SessionLockStatements(tables, activity.Processes);
        var cluster =
            options.Lock == MySqlLockMode.Session ? null : await ClusterOfAsync(connection, cancellationToken).ConfigureAwait(false);
        if (cluster is null || (options.Lock == MySqlLockMode.Auto && !cluster.HasSeveralWriters))
        {
            return await session.TryTakeAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        var lease = new LeaseStatements(
            tables,
            connections,
            activity.Processes,
            options.LeaseDuration,
            ownerName,
            cluster.ForbidsSessionLocks
        );

        // Where the server refuses session locks, nobody has one that could be asked for.
        if (cluster.ForbidsSessionLocks)
        {
            return await TryTakeAsync(connection, lease, cancellationToken).ConfigureAwait(false);
        }

        // Taken while the session lock is available: nobody has one on this server, and nobody takes one meanwhile.
        var gate = await session.TryLockAsync(connection, cancellationToken).ConfigureAwait(false);
        if (gate is null)
        {
            return null;
        }

        await using (gate.ConfigureAwait(false))
        {
            return await TryTakeAsync(connection, lease, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        activity.FindHolderAsync(connection, tables, cancellationToken);

    private async Task<IMigrationLockHandle?> TryTakeAsync(
        DbConnection connection,
        LeaseStatements lease,
        CancellationToken cancellationToken
    ) => await LeaseHandle.TryTakeAsync(connection, lease, options.LeaseDuration, time, cancellationToken).ConfigureAwait(false);

    private async Task<ClusterKind> ClusterOfAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_clusters.TryGetValue(connection, out var cluster))
        {
            cluster = ClusterKind.Of(await connection.RowsAsync(ClusterKind.Question, [], cancellationToken).ConfigureAwait(false));
            _clusters.AddOrUpdate(connection, cluster);
        }

        return cluster;
    }
}
