using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.Leases;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>
/// The migration lock: a session lock or a lease, whichever holds on the connection. Taking one ensures that no other process has the other: a lease
/// is only taken at a moment when the session lock is available, and a session lock is given back where a lease is alive.
/// </summary>
internal sealed class PostgreSqlMigrationLock(
    PostgreSqlConnections connections,
    PostgreSqlGuardOptions options,
    LockActivity activity,
    TimeProvider time
) : IMigrationLock
{
    public bool OutlivesTransactions => true;

    public async Task<IMigrationLockHandle?> TryAcquireAsync(
        DbConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var npgsql = (NpgsqlConnection)connection;
        var isDirect = await IsDirectAsync(npgsql, cancellationToken).ConfigureAwait(false);
        if (!isDirect && options.Lock == PostgreSqlLockMode.Session)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    PostgreSqlMessages.SessionBehindPooler(),
                    PostgreSqlMessages.SessionBehindPoolerRemedy
                )
            );
        }

        return isDirect && options.Lock != PostgreSqlLockMode.Lease
            ? await new SessionLockStatements(tables).TryTakeAsync(npgsql, cancellationToken).ConfigureAwait(false)
            : await LeaseHandle
                .TryTakeAsync(
                    npgsql,
                    new LeaseStatements(tables, connections, options.LeaseDuration, isDirect),
                    options.LeaseDuration,
                    time,
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    public Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        activity.FindHolderAsync((NpgsqlConnection)connection, tables, cancellationToken);

    /// <summary>Determines whether the connection is direct: the process id that the driver received is then the backend's.</summary>
    private static async Task<bool> IsDirectAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        await using (command.ConfigureAwait(false))
        {
            return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! == connection.ProcessID;
        }
    }
}
