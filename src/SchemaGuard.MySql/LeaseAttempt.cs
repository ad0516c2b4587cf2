using System.Data.Common;
using System.Globalization;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql;

/// <summary>Tries once to take the lease.</summary>
internal sealed class LeaseAttempt(
    DbConnection connection,
    HistoryTables tables,
    MySqlConnections connections,
    string processes,
    TimeSpan duration,
    string ownerName,
    TimeProvider time
)
{
    private readonly string _state = MySqlHistory.Qualified(tables.Schema, tables.State);

    public async Task<IMigrationLockHandle?> TryAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await RestoreAsync(cancellationToken).ConfigureAwait(false);
        await EndIdleAsync(cancellationToken).ConfigureAwait(false);
        if (await TakeAsync(cancellationToken).ConfigureAwait(false) is not { } epoch)
        {
            return null;
        }

        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return new LeaseHandle(connection, connections, _state, epoch, duration, started, time);
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.RunAsync(LeaseSql.Restore(_state), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.NoSuchTable)
        {
            await HistoryTablesCreation.CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the first beat. Where another node's write gets ahead of it, the lease lasts from its taking until the next one.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.RunAsync(LeaseSql.Begin(_state, duration), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.Deadlock)
        {
            // The lease is taken: giving up here would keep everybody out until it is over.
        }
    }

    private async Task<long?> TakeAsync(CancellationToken cancellationToken)
    {
        var session = await connection.RowsAsync($"SELECT {LeaseSql.Session}", [], cancellationToken).ConfigureAwait(false);
        var owner = ownerName + session[0][0];
        return await LeaseRow
            .TakeOverAsync(connection, _state, processes, LeaseSql.Take(_state, duration), [("@owner", owner)], cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Ends a session of this server whose owner has let its lease run out and does nothing: it is frozen. What it had not committed is rolled back, as it
    /// would be at the commit, and a definition that it was about to change is not changed when it wakes, which no fence would keep from it.
    /// </summary>
    private async Task EndIdleAsync(CancellationToken cancellationToken)
    {
        var idle = await connection.RowsAsync(LeaseSql.IdleOwner(_state, processes), [], cancellationToken).ConfigureAwait(false);
        foreach (var row in idle)
        {
            // A server that has started since then has given the session's number to somebody else.
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
                // Gone meanwhile, or of another user, who must do it.
            }
        }
    }
}
