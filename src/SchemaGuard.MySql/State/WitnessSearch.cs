using System.Data;
using System.Data.Common;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>A search, by a server's counters, for whether the witness in a stamp still holds, or which one may be stored.</summary>
internal static class WitnessSearch
{
    /// <summary>
    /// Finds a witness as <see cref="FindAsync"/> does. A server that does not answer the questions has none: everything else continues without it.
    /// </summary>
    public static async Task<(string? Found, string? Proved)> TryFindAsync(
        DbConnection connection,
        ServerProduct server,
        ProbeRow row,
        string? stored,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await FindAsync(connection, server, row, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException) when (connection.State == ConnectionState.Open)
        {
            return default;
        }
    }

    /// <summary>Finds out whether the stamp's witness shows that nothing has changed, or which witness may be stored next.</summary>
    /// <returns>The stamp's witness, if it is still current; otherwise the current one, if it is proved that nobody was about to change
    /// anything.</returns>
    private static async Task<(string? Found, string? Proved)> FindAsync(
        DbConnection connection,
        ServerProduct server,
        ProbeRow row,
        string? stored,
        CancellationToken cancellationToken
    )
    {
        // A read-only server changes through other servers, and storage that several servers share changes without any statement.
        if (row.ReadOnly != ReadOnlyServer.ForNobody || row.Sight is not { } sight)
        {
            return default;
        }

        var counters = await ServerCounters
            .ReadAsync(connection, server, row.Counters, row.ServerName, cancellationToken)
            .ConfigureAwait(false);
        if (counters is not { IsInCluster: false })
        {
            return default;
        }

        var witness = ServerWitness.Of(sight, counters);
        return witness.Is(stored) ? (stored, null)
            : await QuietServer.IsProvedAsync(connection, server, counters, cancellationToken).ConfigureAwait(false)
                ? (null, witness.ToString())
            : default;
    }
}
