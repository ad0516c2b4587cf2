using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;

namespace SchemaGuard.Providers.Locking;

/// <summary>
/// The lock that lets one process at a time migrate a database. Core polls it with back-off; it never blocks. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IMigrationLock
{
    /// <summary>Gets whether the lock outlives transactions.</summary>
    bool OutlivesTransactions => false;

    /// <summary>Tries once to take the lock.</summary>
    /// <param name="connection">The open connection on which the migrations will run.</param>
    /// <param name="tables">
    /// The names of the history tables. They identify the lock; an attempt that takes it creates the tables if they are missing.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <returns>The lock, or <see langword="null"/> if someone else holds it.</returns>
    Task<IMigrationLockHandle?> TryAcquireAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken);

    /// <summary>
    /// Tries once to reserve the database for work that begins outside transactions, if the lock itself lasts for one transaction only. The
    /// reservation ends with the process at the latest. Only called if the lock does not outlive transactions.
    /// </summary>
    /// <param name="connection">The open connection on which the work will run.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <returns>The reservation, to be disposed when the work is done, or <see langword="null"/> if another process has one.</returns>
    Task<IDisposable?> TryReserveAsync(DbConnection connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This database cannot run code without a transaction.");

    /// <summary>Finds who holds the lock.</summary>
    /// <param name="connection">An open connection, such as the one that waits.</param>
    /// <param name="tables">The names of the history tables.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>The holder, or <see langword="null"/> if no one holds it or the database cannot tell.</returns>
    Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        Task.FromResult<LockHolder?>(null);
}
