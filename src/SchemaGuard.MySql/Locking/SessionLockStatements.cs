using System.Data.Common;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.MySql.Locking;

/// <summary>The statements on the named lock of a session. None of them waits inside the server.</summary>
internal sealed class SessionLockStatements(HistoryTables tables, string processes) : ISessionLockStatements
{
    private readonly LockName _name = LockName.Of(tables);

    public string Fence => _name.HeldHere;

    public bool FencesStatements => true;

    /// <summary>Takes the lock, unless another session has it or a lease is alive, and creates missing history tables.</summary>
    public async Task<IMigrationLockHandle?> TryTakeAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await TryLockAsync(connection, cancellationToken).ConfigureAwait(false) is { } handle
            ? await handle.KeepIfAsync(token => IsAloneAsync(connection, token), cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Takes the lock. The server answers 1, 0, or NULL where it cannot tell.</summary>
    public async Task<SessionLockHandle?> TryLockAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.NumberAsync($"SELECT GET_LOCK('{_name}', 0)", [], cancellationToken).ConfigureAwait(false) == 1
            ? new SessionLockHandle(connection, this)
            : null;

    public async Task<bool> IsHeldAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.NumberAsync($"SELECT {_name.HeldHere}", [], cancellationToken).ConfigureAwait(false) == 1;

    public Task ReleaseAsync(DbConnection connection) =>
        connection.NumberAsync($"SELECT RELEASE_LOCK('{_name}')", [], CancellationToken.None);

    /// <summary>Raises the epoch of an expired lease, so that its former holder can commit nothing more.</summary>
    /// <returns>Whether no lease is alive now.</returns>
    private async Task<bool> IsAloneAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var state = MySqlHistory.Qualified(tables.Schema, tables.State);
        var question = $"SELECT ({LeaseSql.IsOwned(state)}) FROM {LeaseSql.IfThere(MySqlHistory.Qualified(tables.Schema, tables.History))}";
        try
        {
            if (await connection.NumberAsync(question, [], cancellationToken).ConfigureAwait(false) == 0)
            {
                return true;
            }
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.NoSuchTable)
        {
            // Either of the two: one may have been dropped, or not restored.
            await HistoryTablesCreation.CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
            if (await connection.NumberAsync(question, [], cancellationToken).ConfigureAwait(false) == 0)
            {
                return true;
            }
        }

        return await LeaseRow
            .TakeOverAsync(connection, state, LeaseSight.Of(tables, processes), LeaseSql.EndOver(state), [], cancellationToken)
            .ConfigureAwait(false)
            is not null;
    }
}
