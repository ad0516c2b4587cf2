using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using SchemaGuard.Inspection;

namespace SchemaGuard.Providers;

/// <summary>
/// The reader of a database's catalog, which takes a snapshot with a number of queries that does not depend on the number of objects. Implementations
/// are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface ICatalogInspector
{
    /// <summary>Reads the catalog.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="cancellationToken">A token that cancels the read.</param>
    Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Reads the rows of a query and the catalog, in one round trip if the driver can.</summary>
    /// <typeparam name="TRow">The type to which Dapper maps a row.</typeparam>
    /// <param name="connection">An open connection.</param>
    /// <param name="query">The query, without parameters.</param>
    /// <param name="driftToken">
    /// The token that the last probe read, which may show what need not be read; <see langword="null"/> if there is none.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the read.</param>
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
