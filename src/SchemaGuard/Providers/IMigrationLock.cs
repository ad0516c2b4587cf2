using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Lets one process at a time migrate a database. Core polls it with back-off; it never blocks. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface IMigrationLock
{
    /// <summary>Tries once to take the lock.</summary>
    /// <param name="connection">The open connection on which the migrations will run.</param>
    /// <param name="tables">The names of the history tables; they identify the lock, and the attempt may create them.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The lock, or <see langword="null"/> when somebody else has it.</returns>
    Task<IMigrationLockHandle?> TryAcquireAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken);
}
