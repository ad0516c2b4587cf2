using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Execution.Locking;

/// <summary>
/// A brief write of the guard's own that can wait for another time: it takes place only if the lock is free at this moment, and never takes long.
/// </summary>
internal sealed class BriefLockedWrite(GuardContext guard, DbConnection connection)
{
    /// <summary>
    /// Takes the lock, writes, and tries once to commit. It waits neither for a holder of the lock nor for readers that prevent a commit.
    /// </summary>
    public async Task TryAsync(Func<DbTransaction, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (
            await guard.Provider.Lock.TryAcquireAsync(connection, guard.History.Tables, cancellationToken).ConfigureAwait(false) is
            { } acquired
        )
        {
            await using (acquired.ConfigureAwait(false))
            {
                await WriteAsync(acquired, write, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(
        IMigrationLockHandle acquired,
        Func<DbTransaction, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        if (acquired.Transaction is { } given)
        {
            await write(given, cancellationToken).ConfigureAwait(false);
            await acquired.TryCommitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                await write(transaction, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbException)
            {
                await transaction.RollBackAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
