using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>
/// The statements on the advisory lock of a session. Taking it never waits inside the server: a waiter there would hold a snapshot that concurrent
/// index builds wait for.
/// </summary>
internal sealed class SessionLockStatements(HistoryTables tables) : ISessionLockStatements
{
    private const int CleanUpSeconds = 5;
    private readonly LockKey _key = LockKey.Of(tables);

    /// <summary>
    /// Gets the expression that takes the same lock for the transaction. This succeeds at once for the session that has the lock, and ends with the
    /// transaction. If a script has released the session's lock, this one still keeps all others out until the end.
    /// </summary>
    public string Fence => $"pg_try_advisory_xact_lock({_key})";

    /// <summary>Tries once to take the lock, unless a lease is alive, and creates the history tables if they are missing.</summary>
    public async Task<IMigrationLockHandle?> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (isTaken, hasTables) = await TryLockAsync(connection, cancellationToken).ConfigureAwait(false);
        return isTaken
            ? await new SessionLockHandle(connection, this)
                .KeepIfAsync(
                    token => hasTables ? EndLeaseAsync(connection, token) : CreateTablesAsync(connection, token),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : null;
    }

    public async Task<bool> IsHeldAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid() AND {_key.Held})",
            (NpgsqlConnection)connection
        );
        await using (command.ConfigureAwait(false))
        {
            return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    public async Task ReleaseAsync(DbConnection connection)
    {
        var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({_key})", (NpgsqlConnection)connection)
        {
            CommandTimeout = CleanUpSeconds,
        };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private async Task<(bool IsTaken, bool HasTables)> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({_key}), {HistoryTablesCreation.Exist}", connection);
        command.Parameters.AddRange(HistoryTablesCreation.Names(tables).ToArray());
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetBoolean(0), reader.GetBoolean(1));
            }
        }
    }

    private async Task<bool> CreateTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await HistoryTablesCreation.CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Raises the epoch of an expired lease, so that its last holder can no longer commit anything.</summary>
    /// <returns>Whether no lease is alive now.</returns>
    private async Task<bool> EndLeaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var state = SqlText.Qualified(tables.Schema, tables.State);
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LeaseSql.EndOver(state)));
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    $"SELECT NOT EXISTS (SELECT 1 FROM {state} WHERE scope = '{PostgreSqlHistory.LeaseScope}' AND lease_owner IS NOT NULL)"
                )
            );
            return (bool)(await batch.ExecuteBoundedScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }
}
