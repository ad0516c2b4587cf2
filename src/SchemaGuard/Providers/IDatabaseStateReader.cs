using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;
using SchemaGuard.Providers.State;

namespace SchemaGuard.Providers;

/// <summary>
/// The reader of a database's state, in one round trip, without a lock and with only the right to read. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IDatabaseStateReader
{
    /// <summary>Reads the state. A database without history tables is a normal result.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="tables">The names of the history tables.</param>
    /// <param name="scope">The key of the state row that holds this build's verification stamp.</param>
    /// <param name="cancellationToken">A token that cancels the read.</param>
    Task<DatabaseState> ProbeAsync(DbConnection connection, HistoryTables tables, string scope, CancellationToken cancellationToken);

    /// <summary>Reads the state, and the drift token from the catalog itself, regardless of the stamp's witness.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="tables">The names of the history tables.</param>
    /// <param name="scope">The key of the state row that holds this build's verification stamp.</param>
    /// <param name="cancellationToken">A token that cancels the read.</param>
    Task<DatabaseState> ProbeInFullAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    ) => ProbeAsync(connection, tables, scope, cancellationToken);
}
