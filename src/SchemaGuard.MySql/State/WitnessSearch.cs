using System.Data;
using System.Data.Common;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>Finds out by a server's counters whether the witness in a stamp still stands, or which one may be stored.</summary>
internal static class WitnessSearch
{
    /// <summary>
    /// Finds a witness as <see cref="FindAsync"/> does. A server that does not answer what it asks has none: all else goes on as it did without.
    /// </summary>
    public static async Task<(string? Found, string? Proved)> TryFindAsync(
        DbConnection connection,
        ServerProduct server,
        string?[] row,
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

    /// <summary>Finds out whether the stamp's witness tells that nothing has changed, or else what may be stored as the next one.</summary>
    /// <returns>The stamp's witness, if it is that of now; else the witness of now, if it is proved that nobody was about to change anything.</returns>
    private static async Task<(string? Found, string? Proved)> FindAsync(
        DbConnection connection,
        ServerProduct server,
        string?[] row,
        string? stored,
        CancellationToken cancellationToken
    )
    {
        // A server that takes no writes changes by what others do, and storage that several share without any statement.
        if (row[2] != ReadOnlyServer.ForNobody || row[15] is not { } sight)
        {
            return default;
        }

        var counters = await ServerCounters.ReadAsync(connection, server, row[16], row[17], cancellationToken).ConfigureAwait(false);
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
