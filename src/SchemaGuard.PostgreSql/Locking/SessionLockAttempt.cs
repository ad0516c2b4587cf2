using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>
/// A single attempt to take the advisory lock of a session. It never waits inside the server: a waiter there would hold a snapshot that concurrent
/// index builds wait for.
/// </summary>
internal sealed class SessionLockAttempt(NpgsqlConnection connection, HistoryTables tables)
{
    private readonly LockKey _key = LockKey.Of(tables);

    public async Task<IMigrationLockHandle?> TryAsync(CancellationToken cancellationToken)
    {
        var (isTaken, hasTables) = await TryLockAsync(cancellationToken).ConfigureAwait(false);
        if (!isTaken)
        {
            return null;
        }

        var handle = new SessionLockHandle(connection, _key);
        try
        {
            if (!hasTables)
            {
                await HistoryTablesCreation.CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
            }
            else if (!await EndLeaseAsync(cancellationToken).ConfigureAwait(false))
            {
                await handle.DisposeAsync().ConfigureAwait(false);
                return null;
            }

            return handle;
        }
        catch
        {
            await handle.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(bool IsTaken, bool HasTables)> TryLockAsync(CancellationToken cancellationToken)
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

    /// <summary>Raises the epoch of an expired lease, so that its last holder can no longer commit anything.</summary>
    /// <returns>Whether no lease is alive now.</returns>
    private async Task<bool> EndLeaseAsync(CancellationToken cancellationToken)
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
