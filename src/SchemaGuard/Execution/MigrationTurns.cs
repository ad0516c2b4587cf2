using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Hands out turns on one connection. Where the lock lasts for a transaction each turn takes it anew; where it outlives
/// transactions it is taken once and proved before each turn.
/// </summary>
internal sealed class MigrationTurns(GuardServices guard, DbConnection connection) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private IMigrationLockHandle? _sessionLock;
    private bool _hasHistory;

    /// <summary>Waits for the next turn.</summary>
    /// <param name="expected">The head of the history for which the caller has planned.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The turn, or <see langword="null"/> when the history has moved on: plan again.</returns>
    /// <exception cref="SchemaLockTimeoutException">Nobody made progress for the whole time-out.</exception>
    public async Task<MigrationTurn?> NextAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        if (_sessionLock is not null && await _sessionLock.IsHeldAsync(cancellationToken).ConfigureAwait(false))
        {
            return await BeginAsync(expected, cancellationToken).ConfigureAwait(false);
        }

        var wait = new Wait(guard.Time);
        var backoff = new Backoff(FirstPause, LongestPause);
        while (true)
        {
            if (
                await guard.Provider.Lock.TryAcquireAsync(connection, guard.History.Tables, cancellationToken).ConfigureAwait(false) is
                { } acquired
            )
            {
                GuardMetrics.RecordLockWait(guard.Name, wait.Elapsed);
                return await StartTurnAsync(acquired, expected, cancellationToken).ConfigureAwait(false);
            }

            if (wait.Elapsed >= guard.Options.LockTimeout)
            {
                throw new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, wait.Elapsed, holder: null);
            }

            if (wait.IsTimeForAWord())
            {
                Log.WaitingForLock(guard.Logger, guard.Name);
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
            if (await HasMovedAsync(expected, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_sessionLock is not null)
        {
            await _sessionLock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<MigrationTurn?> StartTurnAsync(
        IMigrationLockHandle acquired,
        HistoryHead expected,
        CancellationToken cancellationToken
    )
    {
        if (acquired.Transaction is null)
        {
            _sessionLock = acquired;
            return await BeginAsync(expected, cancellationToken).ConfigureAwait(false);
        }

        return await CheckedAsync(new MigrationTurn(guard, acquired.Transaction, acquired), expected, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<MigrationTurn?> BeginAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        return await CheckedAsync(new MigrationTurn(guard, transaction, ownedLock: null), expected, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Looks again, now that nobody else can write: what was planned must still be what is there.</summary>
    private async Task<MigrationTurn?> CheckedAsync(MigrationTurn turn, HistoryHead expected, CancellationToken cancellationToken)
    {
        try
        {
            if (!_hasHistory)
            {
                await guard.History.CreateAsync(connection, turn.Transaction, cancellationToken).ConfigureAwait(false);
                _hasHistory = true;
            }

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

    private async Task<bool> HasMovedAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        try
        {
            var state = await guard
                .Provider.Prober.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken)
                .ConfigureAwait(false);
            return state.Head != expected;
        }
        catch (Exception exception) when (guard.Provider.Classify(exception).Kind == DatabaseErrorKind.Busy)
        {
            // Whoever writes keeps readers out for a moment, too.
            return false;
        }
    }
}
