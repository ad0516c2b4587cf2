using System.Data;
using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.MySql.Locking;

/// <summary>The named lock of a session: it ends with the session or with the process.</summary>
internal sealed class SessionLockHandle(DbConnection connection, LockName name) : IMigrationLockHandle
{
    public DbTransaction? Transaction => null;

    public string? Fence { get; } = name.HeldHere;

    public bool FencesStatements => true;

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        await connection.NumberAsync($"SELECT {name.HeldHere}", [], cancellationToken).ConfigureAwait(false) == 1;

    public async ValueTask DisposeAsync()
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            await connection.NumberAsync($"SELECT RELEASE_LOCK('{name}')", [], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }
    }
}
