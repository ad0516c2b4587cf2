using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dapper;
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

    /// <summary>Reads the rows of a query and the catalog, in one round trip where the driver can.</summary>
    /// <typeparam name="TRow">What Dapper makes of a row.</typeparam>
    /// <param name="connection">An open connection.</param>
    /// <param name="query">The query, without parameters.</param>
    /// <param name="driftToken">
    /// The token that the last probe read, by which it may be known what need not be read; <see langword="null"/> where there is none.
    /// </param>
    /// <param name="cancellationToken">Stops the read.</param>
    async Task<(IReadOnlyList<TRow> Rows, Snapshot Snapshot)> InspectWithAsync<TRow>(
        DbConnection connection,
        string query,
        string? driftToken,
        CancellationToken cancellationToken
    )
    {
        var rows = await connection
            .QueryAsync<TRow>(new CommandDefinition(query, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        return (rows.AsList(), await InspectAsync(connection, cancellationToken).ConfigureAwait(false));
    }
}
