using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;

namespace SchemaGuard.Providers;

/// <summary>
/// The reader of what a server tells about the progress of a statement that a migrating session is executing. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IStatementProgressReader
{
    /// <summary>Reads the progress of the session that holds the migration lock.</summary>
    /// <param name="connection">An open connection of this provider, which is not the migrating one.</param>
    /// <param name="tables">The names of the history tables, which identify the lock.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>The progress; <see langword="null"/> if the server does not tell, or no one holds the lock.</returns>
    /// <exception cref="DbException">The server did not answer, or the user lacks a right.</exception>
    Task<StatementProgress?> ReadAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken);
}
