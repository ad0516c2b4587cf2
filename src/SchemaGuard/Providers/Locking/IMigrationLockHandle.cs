using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>A migration lock that is held. Disposing it releases the lock; a transaction that was not committed is rolled back.</summary>
[Experimental("SG9001")]
public interface IMigrationLockHandle : IAsyncDisposable
{
    /// <summary>
    /// Gets the transaction that is the lock, if the lock lasts for one transaction (SQLite); <see langword="null"/> if it outlives transactions.
    /// </summary>
    DbTransaction? Transaction { get; }

    /// <summary>Tries once to commit <see cref="Transaction"/>. Only called if there is one.</summary>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <returns>
    /// <see langword="true"/> if it is committed; <see langword="false"/> if readers prevent the commit at the moment, and it may be tried again.
    /// </returns>
    Task<bool> TryCommitAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A lock that outlives transactions is not committed.");

    /// <summary>
    /// Gets an SQL condition that is true exactly while the lock is held, for a lock that outlives transactions. Once true in a transaction, it stays
    /// true until that transaction's end. Every transaction of a migrator proves it. <see langword="null"/> if the transaction is the lock.
    /// </summary>
    string? Fence => null;

    /// <summary>
    /// Gets whether <see cref="Fence"/> may also be used, and holds, in the condition of a single statement that commits by itself: the lock's own
    /// writes then need no transaction of several round trips.
    /// </summary>
    bool FencesStatements => false;

    /// <summary>Gets whether the connection keeps its session from one transaction to the next, as it does unless a pooler is in between.</summary>
    bool KeepsSession => true;

    /// <summary>Gets a token that is cancelled when the lock is known to be lost, so that work under it ends early.</summary>
    CancellationToken Lost => CancellationToken.None;

    /// <summary>Determines whether the lock is still held, by asking the database.</summary>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}
