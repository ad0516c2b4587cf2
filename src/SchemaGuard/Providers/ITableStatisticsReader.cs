using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// The reader of what a catalog tells about the size of tables. It never counts rows, and waits only briefly for a lock. Implementations are
/// thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface ITableStatisticsReader
{
    /// <summary>
    /// Reads all tables that a snapshot of the catalog contains, with a number of queries that does not depend on the number of tables. What this
    /// user may not see, or what another session has locked at this moment, is unknown; it is no failure.
    /// </summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">A token that cancels the read.</param>
    Task<TableCatalog> ReadAsync(DbConnection connection, CancellationToken cancellationToken);
}
