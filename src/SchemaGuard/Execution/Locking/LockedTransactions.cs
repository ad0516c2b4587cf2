using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Locking;

/// <summary>
/// The turns on one connection. If the lock lasts for a transaction, each turn takes it again; if it outlives transactions, it is taken once, and
/// each turn's transaction proves that it is still held.
/// </summary>
internal sealed class LockedTransactions(GuardContext guard, DbConnection connection) : IAsyncDisposable
{
    private readonly MigrationLockWait _wait = new(guard, connection);
    private IMigrationLockHandle? _held;
    private string _next = "";

    /// <summary>Gets a token that is cancelled when the lock that outlives transactions is known to be lost.</summary>
    public CancellationToken Lost => _held?.Lost ?? CancellationToken.None;

    /// <summary>Gets whether what a statement does to the session remains for the next one.</summary>
    public bool KeepsSession => _held?.KeepsSession ?? true;

    /// <summary>
    /// Gets the condition by which a single statement proves the lock that is held; <see langword="null"/> if only transactions do.
    /// </summary>
    public string? StatementFence => _held is { FencesStatements: true } held ? held.Fence : null;

    /// <summary>Gets how often the lock was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Sets what will be done next, for those who watch a wait.</summary>
    public void Expect(PlannedMigration next, int left)
    {
        _next = next.Name;
        _wait.Expect(next, left);
    }

    /// <summary>Waits for the next turn.</summary>
    /// <param name="expected">The head of the history for which the caller has planned.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The turn, or <see langword="null"/> when the history has moved on or the lock was lost: plan again.</returns>
    /// <exception cref="SchemaLockTimeoutException">No one made progress for the whole time-out.</exception>
    public Task<LockedTransaction?> NextAsync(HistoryHead expected, CancellationToken cancellationToken) =>
        NextAsync(expected, IsolationLevel.Unspecified, cancellationToken);

    /// <summary>Waits for the next turn, whose transaction has an isolation level of its own if the database supports it.</summary>
    /// <inheritdoc cref="NextAsync(HistoryHead, CancellationToken)"/>
    public async Task<LockedTransaction?> NextAsync(HistoryHead expected, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        if (await HoldAsync(expected, cancellationToken).ConfigureAwait(false) is not { } handle)
        {
            return null;
        }

        if (handle.Transaction is { } given)
        {
            return await CheckedAsync(new LockedTransaction(guard, given, handle), expected, cancellationToken).ConfigureAwait(false);
        }

        var transaction = await guard.Provider.BeginAsync(connection, isolation, cancellationToken).ConfigureAwait(false);
        var turn = new LockedTransaction(guard, transaction, ownedLock: null);
        if (await IsHeldAsync(turn, handle, cancellationToken).ConfigureAwait(false))
        {
            return await CheckedAsync(turn, expected, cancellationToken).ConfigureAwait(false);
        }

        // Not taken again here: the process that held it meanwhile may have continued with a row that the head does not show.
        await turn.DisposeAsync().ConfigureAwait(false);
        await LoseAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Waits for the lock, if it outlives transactions, for work that begins outside one.</summary>
    /// <returns>Whether the work may continue; otherwise the history has moved on.</returns>
    public async Task<bool> PrepareAsync(HistoryHead expected, CancellationToken cancellationToken) =>
        !guard.Provider.Lock.OutlivesTransactions || await HoldAsync(expected, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>
    /// Waits for the lock. One that outlives transactions is kept until it is released; each transaction proves that it is still held.
    /// </summary>
    /// <returns>The lock, or <see langword="null"/> when the history has moved on while it was waited for.</returns>
    public async Task<IMigrationLockHandle?> HoldAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            return _held;
        }

        var acquired = await _wait.ForAsync(TryAcquireAsync, expected, cancellationToken).ConfigureAwait(false);
        _held = acquired?.Transaction is null ? acquired : null;
        return acquired;
    }

    /// <summary>Proves that a lock that outlives transactions is held, right before a statement that runs outside one.</summary>
    /// <exception cref="LockLostException">The lock is not held.</exception>
    public async Task ProveAsync(CancellationToken cancellationToken)
    {
        if (_held is not null && !await _held.IsHeldAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new LockLostException();
        }
    }

    /// <summary>Gives up a lock that was found to be lost.</summary>
    public ValueTask LoseAsync()
    {
        Losses++;
        Log.LockLost(guard.Logger, guard.Name, _next);
        return DisposeAsync();
    }

    /// <summary>Gives up a lock that outlives transactions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            _held = null;
            await held.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until no other process does work that begins outside transactions. If the lock outlives them, this waits for the lock.
    /// </summary>
    /// <param name="expected">The head of the history for which the caller has planned.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The reservation, to be disposed when the work is done, or <see langword="null"/> when the history has moved on.</returns>
    public async Task<Reservation?> ReserveAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        if (guard.Provider.Lock.OutlivesTransactions)
        {
            return await PrepareAsync(expected, cancellationToken).ConfigureAwait(false) ? new Reservation(held: null) : null;
        }

        var held = await _wait
            .ForAsync(ct => guard.Provider.Lock.TryReserveAsync(connection, ct), expected, cancellationToken)
            .ConfigureAwait(false);
        return held is null ? null : new Reservation(held);
    }

    /// <summary>
    /// Tries once. An attempt that loses to a simultaneous one, as on the nodes of a cluster, or that finds the history locked by another program,
    /// has not obtained the lock this time.
    /// </summary>
    private async Task<IMigrationLockHandle?> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await guard.Provider.Lock.TryAcquireAsync(connection, guard.History.Tables, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (guard.Provider.Classify(exception).Kind is DatabaseErrorKind.Conflict or DatabaseErrorKind.Busy)
        {
            return null;
        }
    }

    private async Task<bool> IsHeldAsync(LockedTransaction turn, IMigrationLockHandle handle, CancellationToken cancellationToken)
    {
        try
        {
            return handle.Fence is { } fence
                ? await turn.ProveAsync(connection, fence, cancellationToken).ConfigureAwait(false)
                : await handle.IsHeldAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await turn.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Checks again, now that no one else can write, that the history is as the plan expects.</summary>
    private async Task<LockedTransaction?> CheckedAsync(LockedTransaction turn, HistoryHead expected, CancellationToken cancellationToken)
    {
        try
        {
            if (await guard.History.ReadHeadAsync(connection, turn.Transaction, cancellationToken).ConfigureAwait(false) == expected)
            {
                return turn;
            }
        }
        catch
        {
            await turn.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await turn.DisposeAsync().ConfigureAwait(false);
        return null;
    }
}
