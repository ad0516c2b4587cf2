using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Is a migration lock that is held. Disposing it releases the lock; a transaction that was not committed is rolled back.</summary>
[Experimental("SG9001")]
public interface IMigrationLockHandle : IAsyncDisposable
{
    /// <summary>
    /// Gets the transaction that is the lock, where the lock lasts for one transaction (SQLite);
    /// <see langword="null"/> where it outlives transactions.
    /// </summary>
    DbTransaction? Transaction { get; }

    /// <summary>Tries once to commit <see cref="Transaction"/>. Only called where there is one.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Whether it is committed; <see langword="false"/> when readers keep the commit out for the moment, and it may be tried again.</returns>
    Task<bool> TryCommitAsync(CancellationToken cancellationToken);

    /// <summary>Says whether the lock is still held, by asking the database.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}
