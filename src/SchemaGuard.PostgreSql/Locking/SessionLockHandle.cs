using System.Data;
using System.Data.Common;
using Npgsql;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>The advisory lock of a session. It ends with the session or with the process.</summary>
internal sealed class SessionLockHandle(NpgsqlConnection connection, LockKey key) : IMigrationLockHandle
{
    private const int CleanUpSeconds = 5;

    public DbTransaction? Transaction => null;

    /// <summary>
    /// Gets the expression that takes the same lock for the transaction. This succeeds at once for the session that has the lock, and ends with the
    /// transaction. If a script has released the session's lock, this one still keeps all others out until the end.
    /// </summary>
    public string? Fence { get; } = $"pg_try_advisory_xact_lock({key})";

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid() AND {key.Held})",
            connection
        );
        await using (command.ConfigureAwait(false))
        {
            return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({key})", connection) { CommandTimeout = CleanUpSeconds };
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone or in a failed transaction; the lock ends with it.
        }
    }
}
