using System.Data;
using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.MySql.Locking;

/// <summary>A held lease, renewed on a second connection that is opened when it is first needed.</summary>
internal sealed class LeaseHandle : IMigrationLockHandle
{
    private readonly DbConnection _connection;
    private readonly MySqlConnections _connections;
    private readonly string _state;
    private readonly long _epoch;
    private readonly string _renew;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly Heartbeat _heartbeat;
    private long _renewed;
    private DbConnection? _beating;

    /// <summary>Starts to renew a lease that was just taken.</summary>
    public LeaseHandle(
        DbConnection connection,
        MySqlConnections connections,
        string state,
        long epoch,
        TimeSpan duration,
        long taken,
        TimeProvider time
    )
    {
        (_connection, _connections, _state, _epoch, _duration, _time) = (connection, connections, state, epoch, duration, time);
        _renewed = taken;
        _renew = LeaseSql.Renew(state, epoch, duration);
        Fence = LeaseSql.Fence(state, epoch);
        _heartbeat = new Heartbeat(RenewAsync, duration, time);
        Lost = _heartbeat.Lost;
    }

    /// <summary>
    /// Gets the named lock that shows other users that the owner's session exists; <see langword="null"/> where the server has none.
    /// </summary>
    public string? SessionLock { get; init; }

    public DbTransaction? Transaction => null;

    public string? Fence { get; }

    public bool FencesStatements => true;

    public CancellationToken Lost { get; }

    /// <summary>Asks the database, and checks the local clock: an answer that took longer than the lease lasts proves nothing.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        !Lost.IsCancellationRequested
        && await RenewAsync(_connection, cancellationToken).ConfigureAwait(false)
        && _time.GetElapsedTime(Interlocked.Read(ref _renewed)) < _duration;

    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
        try
        {
            if (_connection.State == ConnectionState.Open)
            {
                await _connection.RunAsync(LeaseSql.Release(_state, _epoch), CancellationToken.None).ConfigureAwait(false);
                if (SessionLock is not null)
                {
                    await _connection
                        .NumberAsync($"SELECT RELEASE_LOCK('{SessionLock}')", [], CancellationToken.None)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // It runs out by itself.
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var beat = Task.FromResult(false);
        try
        {
            _beating ??= await _connections.OpenAsync(ConnectionIntent.Migrate, cancellationToken).ConfigureAwait(false);

            // A driver may not look at the token while it waits for an answer that does not come.
            beat = RenewAsync(_beating, cancellationToken);
            return await beat.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (_beating is { } connection)
            {
                _beating = null;
                _ = MySqlConnections.DiscardAsync(connection, beat);
            }

            throw;
        }
    }

    private async Task<bool> RenewAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var sent = _time.GetTimestamp();
        if (
            await connection.RunAsync(_renew, cancellationToken).ConfigureAwait(false) != 1
            && await connection.RowsAsync(LeaseSql.IsHeld(_state, _epoch), [], cancellationToken).ConfigureAwait(false) is not [["1"]]
        )
        {
            return false;
        }

        Interlocked.Exchange(ref _renewed, sent);
        return true;
    }

    private async ValueTask HangUpAsync()
    {
        if (_beating is { } connection)
        {
            _beating = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
