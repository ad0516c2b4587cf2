using System.Data.Common;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Is the right to do one transaction's work: the lock is held, and the history is as the plan expects.
/// Disposing it without <see cref="CommitAsync"/> rolls back.
/// </summary>
internal sealed class MigrationTurn(GuardServices guard, DbTransaction transaction, IMigrationLockHandle? ownedLock) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    public DbTransaction Transaction => transaction;

    /// <summary>Says whether the transaction is still open, as it is unless somebody else has ended it.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        transaction.Connection is not null && (ownedLock is null || await ownedLock.IsHeldAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Commits. Where readers keep a commit out for the moment, it is tried again for as long as a lock is waited for.</summary>
    /// <exception cref="SchemaLockTimeoutException">Readers kept it out for too long.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (ownedLock is null)
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var wait = new Wait(guard.Time);
        var backoff = new Backoff(FirstPause, LongestPause);
        while (!await ownedLock.TryCommitAsync(cancellationToken).ConfigureAwait(false))
        {
            if (wait.Elapsed >= guard.Options.LockTimeout)
            {
                throw new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, wait.Elapsed, holder: null);
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (ownedLock is null)
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            await ownedLock.DisposeAsync().ConfigureAwait(false);
        }
    }
}
