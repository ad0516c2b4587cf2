using System.Data.Common;
using System.Globalization;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Locking;

/// <summary>
/// The right to do one transaction's work: the lock is held, and the history is as the plan expects. Disposing it without <see cref="CommitAsync"/>
/// rolls back.
/// </summary>
internal sealed class LockedTransaction(GuardContext guard, DbTransaction transaction, IMigrationLockHandle? ownedLock) : IAsyncDisposable
{
    private const string Savepoint = "schemaguard";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private bool _isCommitted;

    public DbTransaction Transaction => transaction;

    /// <summary>Leaves a mark in the transaction, by which <see cref="IsOpenAsync"/> recognizes it.</summary>
    public async Task MarkAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (ownedLock is null)
        {
            await connection.CreateCommand(transaction, $"SAVEPOINT {Savepoint}").ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Determines whether the marked transaction is still open, as it is unless other code has ended it.</summary>
    public async Task<bool> IsOpenAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ownedLock is null
            ? await HasSavepointAsync(connection, "RELEASE SAVEPOINT", cancellationToken).ConfigureAwait(false)
            : transaction.Connection is not null && await ownedLock.IsHeldAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Determines, after a failure, whether the marked transaction is still open, and everything done in it is undone.</summary>
    public async Task<bool> IsUndoneAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ownedLock is null
            ? await HasSavepointAsync(connection, "ROLLBACK TO SAVEPOINT", cancellationToken).ConfigureAwait(false)
            : await IsOpenAsync(connection, cancellationToken).ConfigureAwait(false);

    /// <summary>Proves inside the transaction that a lock which outlives it is held; it is then held until the transaction's end.</summary>
    public async Task<bool> ProveAsync(DbConnection connection, string fence, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand(transaction, $"SELECT CASE WHEN {fence} THEN 1 ELSE 0 END");
        await using (command.ConfigureAwait(false))
        {
            var held = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return Convert.ToInt64(held, CultureInfo.InvariantCulture) == 1;
        }
    }

    /// <summary>Limits how long each statement of the transaction may wait and run, if the database does so itself.</summary>
    public async Task BoundAsync(DbConnection connection, TimeSpan? statementTimeout, CancellationToken cancellationToken)
    {
        foreach (var bound in guard.Provider.Dialect.BoundTransaction(guard.Options.StatementLockTimeout, statementTimeout))
        {
            await connection.CreateCommand(transaction, bound).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Commits. If readers prevent the commit at the moment, it is tried again for as long as a lock is waited for.</summary>
    /// <exception cref="SchemaLockTimeoutException">Readers prevented it for too long.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (ownedLock is null)
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            _isCommitted = true;
            return;
        }

        var loop = new RetryLoop(guard.Time, FirstPause, LongestPause).Start();
        while (!await ownedLock.TryCommitAsync(cancellationToken).ConfigureAwait(false))
        {
            if (loop.Elapsed >= guard.Options.LockTimeout)
            {
                throw new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, loop.Elapsed, holder: null);
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the database, because the driver's view of the transaction may be wrong. A savepoint ends with its transaction.</summary>
    private async Task<bool> HasSavepointAsync(DbConnection connection, string command, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CreateCommand(transaction, $"{command} {Savepoint}").ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (ownedLock is not null)
        {
            await ownedLock.DisposeAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            if (!_isCommitted)
            {
                await transaction.RollBackAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // Disposing reports the same once more.
            Log.NotRolledBack(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }

        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The connection is lost, and the transaction with it; the caller reports why.
            Log.NotRolledBack(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
