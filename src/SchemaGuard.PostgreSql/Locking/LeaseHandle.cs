using System.Data;
using System.Data.Common;
using Npgsql;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>A lease that is held. It is renewed on a second connection, opened when it is first needed.</summary>
internal sealed class LeaseHandle : IMigrationLockHandle
{
    private const int CommandSeconds = 5;
    private readonly NpgsqlConnection _connection;
    private readonly PostgreSqlConnections _connections;
    private readonly string _state;
    private readonly long _epoch;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly Heartbeat _heartbeat;
    private long _renewed;
    private NpgsqlConnection? _beating;

    /// <summary>Starts renewing a lease that was just taken.</summary>
    public LeaseHandle(
        NpgsqlConnection connection,
        PostgreSqlConnections connections,
        string state,
        long epoch,
        TimeSpan duration,
        long taken,
        TimeProvider time
    )
    {
        (_connection, _connections, _state, _epoch, _duration, _time) = (connection, connections, state, epoch, duration, time);
        _renewed = taken;
        Fence = LeaseSql.Fence(state, epoch);
        _heartbeat = new Heartbeat(RenewAsync, duration, time);
        Lost = _heartbeat.Lost;
    }

    public DbTransaction? Transaction => null;

    public string? Fence { get; }

    public bool KeepsSession { get; init; }

    public CancellationToken Lost { get; }

    /// <summary>Asks the database and the local clock: an answer that took longer than the lease lasts proves nothing.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        !Lost.IsCancellationRequested
        && await RunAsync(_connection, LeaseSql.Renew(_state, _epoch, _duration), cancellationToken).ConfigureAwait(false) == 1
        && _time.GetElapsedTime(Interlocked.Read(ref _renewed)) < _duration;

    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
        try
        {
            if (_connection.State == ConnectionState.Open)
            {
                await RunAsync(_connection, LeaseSql.Release(_state, _epoch), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException)
        {
            // It expires by itself.
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            _beating ??= await _connections.OpenMigratingAsync(cancellationToken).ConfigureAwait(false);
            return await RunAsync(_beating, LeaseSql.Renew(_state, _epoch, _duration), cancellationToken).ConfigureAwait(false) == 1;
        }
        catch
        {
            await HangUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var sent = _time.GetTimestamp();
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = CommandSeconds };
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (rows == 1)
            {
                Interlocked.Exchange(ref _renewed, sent);
            }

            return rows;
        }
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
