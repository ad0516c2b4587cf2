using System.Data.Common;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Is the right to do one transaction's work: the lock is held, and the history is as the plan expects.
/// Disposing it without <see cref="CommitAsync"/> rolls back.
/// </summary>
internal sealed class MigrationTurn(DbTransaction transaction, IMigrationLockHandle? ownedLock) : IAsyncDisposable
{
    public DbTransaction Transaction => transaction;

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

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
