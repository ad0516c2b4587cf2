using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Inspection;

namespace SchemaGuard.Providers;

/// <summary>Reads the catalog into a snapshot with a number of queries that does not depend on the number of objects. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ICatalogInspector
{
    /// <summary>Reads the catalog.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken);
}
