using System.Data.Common;
using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Leases;

namespace SchemaGuard.MySql.Locking;

/// <summary>The statements on the lease, as they are run one by one.</summary>
internal sealed class LeaseStatements(
    HistoryTables tables,
    MySqlConnections connections,
    string processes,
    TimeSpan duration,
    string ownerName,
    bool forbidsSessionLocks
) : ILeaseStatements
{
    private readonly LeaseSight _sight = LeaseSight.Of(tables, processes);
    private readonly string _state = MySqlHistory.Qualified(tables.Schema, tables.State);

    public bool FencesStatements => true;

    // A driver may not look at the token while it waits for an answer that does not come.
    public bool HeedsCancellation => false;

    public async Task<long?> TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var session = await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        await EndIdleAsync(connection, cancellationToken).ConfigureAwait(false);
        if (await TakeAsync(connection, session, cancellationToken).ConfigureAwait(false) is not { } epoch)
        {
            return null;
        }

        await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        if (SessionLock(epoch) is { } shown)
        {
            await connection.NumberAsync($"SELECT GET_LOCK('{shown}', 0)", [], cancellationToken).ConfigureAwait(false);
        }

        return epoch;
    }

    public string Fence(long epoch) => LeaseSql.Fence(_state, epoch);

    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        connections.OpenAsync(ConnectionIntent.Migrate, cancellationToken);

    public async Task<bool> RenewAsync(DbConnection connection, long epoch, CancellationToken cancellationToken) =>
        await connection.RunAsync(LeaseSql.Renew(_state, epoch, duration), cancellationToken).ConfigureAwait(false) == 1
        || await connection.RowsAsync(LeaseSql.IsHeld(_state, epoch), [], cancellationToken).ConfigureAwait(false) is [["1"]];

    public async Task ReleaseAsync(DbConnection connection, long epoch)
    {
        await connection.RunAsync(LeaseSql.Release(_state, epoch), CancellationToken.None).ConfigureAwait(false);
        if (SessionLock(epoch) is { } shown)
        {
            await connection.NumberAsync($"SELECT RELEASE_LOCK('{shown}')", [], CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns the named lock that shows other users that the owner's session exists; <see langword="null"/> where the server has none.
    /// </summary>
    private string? SessionLock(long epoch) => forbidsSessionLocks ? null : _sight.NameOf(epoch);

    /// <summary>Makes sure that both tables exist, with the lease's rows, and asks how the server names this session.</summary>
    private async Task<string> PrepareAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var question = $"SELECT {LeaseSql.Session} FROM {LeaseSql.IfThere(MySqlHistory.Qualified(tables.Schema, tables.History))}";
        try
        {
            await connection.RunAsync(LeaseSql.Restore(_state), cancellationToken).ConfigureAwait(false);
            return (await connection.RowsAsync(question, [], cancellationToken).ConfigureAwait(false))[0][0]!;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.NoSuchTable)
        {
            // Either of the two: one may have been dropped, or not restored.
            await HistoryTablesCreation.CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
            return (await connection.RowsAsync(question, [], cancellationToken).ConfigureAwait(false))[0][0]!;
        }
    }

    /// <summary>
    /// Writes the first beat. If another node's write comes first, the lease lasts from the moment it was taken until the next beat.
    /// </summary>
    private async Task BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.RunAsync(LeaseSql.Begin(_state, duration), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.Deadlock)
        {
            // The lease is taken: giving up here would keep everybody out until it expires.
        }
    }

    private Task<long?> TakeAsync(DbConnection connection, string session, CancellationToken cancellationToken) =>
        LeaseRow.TakeOverAsync(
            connection,
            _state,
            _sight,
            LeaseSql.Take(_state, duration),
            [("@owner", ownerName + session)],
            cancellationToken
        );

    /// <summary>
    /// Ends an idle session of this server whose owner has let its lease expire: the process is frozen. Its uncommitted work is rolled back, as it
    /// would be at the commit. A definition that it was about to change stays unchanged when it wakes, which no fence could ensure.
    /// </summary>
    private async Task EndIdleAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var idle = await connection.RowsAsync(LeaseSql.IdleOwner(_state, processes), [], cancellationToken).ConfigureAwait(false);
        foreach (var row in idle)
        {
            // If the server has been restarted since then, the session's number belongs to another session.
            var uptime = await connection.RowsAsync("SHOW GLOBAL STATUS LIKE 'Uptime'", [], cancellationToken).ConfigureAwait(false);
            if (long.Parse(uptime[0][1]!, CultureInfo.InvariantCulture) < long.Parse(row[1]!, CultureInfo.InvariantCulture))
            {
                return;
            }

            try
            {
                var session = long.Parse(row[0]!, CultureInfo.InvariantCulture);
                await connection
                    .RunAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {session}"), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (DbException)
            {
                // Ended meanwhile, or of another user, who must do it.
            }
        }
    }
}
