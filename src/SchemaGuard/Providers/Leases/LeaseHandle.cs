using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Providers.Leases;

/// <summary>
/// A lease that is held. It is renewed on a second connection, opened when it is first needed. The heartbeat runs beside the migration; all other
/// members are for one caller at a time.
/// </summary>
[Experimental("SG9001")]
public sealed class LeaseHandle : IMigrationLockHandle
{
    private readonly DbConnection _connection;
    private readonly ILeaseStatements _statements;
    private readonly long _epoch;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly Heartbeat _heartbeat;
    private long _renewed;
    private DbConnection? _beating;

    private LeaseHandle(DbConnection connection, ILeaseStatements statements, long epoch, TimeSpan duration, long taken, TimeProvider time)
    {
        (_connection, _statements, _epoch, _duration, _time) = (connection, statements, epoch, duration, time);
        _renewed = taken;
        Fence = statements.Fence(epoch);
        _heartbeat = new Heartbeat(BeatAsync, duration, time);
        Lost = _heartbeat.Lost;
    }

    /// <inheritdoc/>
    public DbTransaction? Transaction => null;

    /// <inheritdoc/>
    public string? Fence { get; }

    /// <inheritdoc/>
    public bool FencesStatements => _statements.FencesStatements;

    /// <inheritdoc/>
    public bool KeepsSession => _statements.KeepsSession;

    /// <inheritdoc/>
    public CancellationToken Lost { get; }

    /// <summary>Tries once to take the lease, and starts renewing it.</summary>
    /// <param name="connection">The connection on which the migrations will run.</param>
    /// <param name="statements">The statements on the lease.</param>
    /// <param name="duration">How long the lease lasts without being renewed.</param>
    /// <param name="time">The local clock.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <returns>The lease, or <see langword="null"/> if someone else has it.</returns>
    public static async Task<LeaseHandle?> TryTakeAsync(
        DbConnection connection,
        ILeaseStatements statements,
        TimeSpan duration,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();
        return await statements.TakeAsync(connection, cancellationToken).ConfigureAwait(false) is { } epoch
            ? new LeaseHandle(connection, statements, epoch, duration, started, time)
            : null;
    }

    /// <summary>Asks the database and the local clock: an answer that took longer than the lease lasts proves nothing.</summary>
    /// <param name="cancellationToken">A token that cancels the statement.</param>
    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        !Lost.IsCancellationRequested
        && await RenewAsync(_connection, cancellationToken).ConfigureAwait(false)
        && _time.GetElapsedTime(Interlocked.Read(ref _renewed)) < _duration;

    /// <summary>Stops renewing the lease, and releases it if its connection is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
        if (_beating is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            if (_connection.State == ConnectionState.Open)
            {
                await _statements.ReleaseAsync(_connection, _epoch).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // It expires by itself.
        }
    }

    private async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        var asked = Task.FromResult(false);
        try
        {
            _beating ??= await _statements.OpenAsync(cancellationToken).ConfigureAwait(false);
            asked = RenewAsync(_beating, cancellationToken);
            return await (_statements.HeedsCancellation ? asked : asked.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch
        {
            if (_beating is { } connection)
            {
                _beating = null;
                await HangUpAsync(connection, asked).ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<bool> RenewAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var sent = _time.GetTimestamp();
        if (!await _statements.RenewAsync(connection, _epoch, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Interlocked.Exchange(ref _renewed, sent);
        return true;
    }

    private async ValueTask HangUpAsync(DbConnection connection, Task asked)
    {
        if (_statements.HeedsCancellation)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _ = DiscardAsync(connection, asked);
        }
    }

    /// <summary>
    /// Closes a connection once its driver has finished the last request. Closed while it waits for an answer, a connection of MySqlConnector may
    /// wait for ever: both then read the one answer that comes.
    /// </summary>
    private static async Task DiscardAsync(DbConnection connection, Task asked)
    {
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or InvalidOperationException)
        {
            // The answer did not come.
        }
    }
}
