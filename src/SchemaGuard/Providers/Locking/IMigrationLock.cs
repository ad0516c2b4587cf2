using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.State;

namespace SchemaGuard.Providers.Locking;

/// <summary>Lets one process at a time migrate a database. Core polls it with back-off; it never blocks. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface IMigrationLock
{
    /// <summary>Gets whether the lock outlives transactions.</summary>
    bool OutlivesTransactions => false;

    /// <summary>Tries once to take the lock.</summary>
    /// <param name="connection">The open connection on which the migrations will run.</param>
    /// <param name="tables">The names of the history tables; they identify the lock, and an attempt that takes it creates them where they are missing.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The lock, or <see langword="null"/> when somebody else has it.</returns>
    Task<IMigrationLockHandle?> TryAcquireAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken);

    /// <summary>
    /// Tries once to keep others from work that begins outside transactions, where the lock itself lasts for one of them only. What it gives ends with the process at the latest.
    /// Only called where the lock does not outlive transactions.
    /// </summary>
    /// <param name="connection">The open connection on which the work will run.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>What is disposed when the work is done, or <see langword="null"/> when somebody else is at such work.</returns>
    Task<IDisposable?> TryReserveAsync(DbConnection connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This database cannot run code without a transaction.");

    /// <summary>Asks the database who holds the lock.</summary>
    /// <param name="connection">An open connection, such as the one that waits.</param>
    /// <param name="tables">The names of the history tables.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>The holder, or <see langword="null"/> when nobody holds it or the database cannot tell.</returns>
    Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        Task.FromResult<LockHolder?>(null);
}
