using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Server;

/// <summary>The identity of a session.</summary>
/// <param name="Number">The number by which its server knows it.</param>
/// <param name="ServerName">The server.</param>
internal sealed record ServerSession(long Number, string? ServerName)
{
    /// <summary>The expression by which a server names itself.</summary>
    public const string Server = "CONCAT(@@hostname, ':', @@port)";

    /// <summary>
    /// Determines whether the driver itself ends a query on the server when its token is cancelled, as MySqlConnector does. MySql.Data waits for the
    /// answer.
    /// </summary>
    public static bool EndsItself(DbConnection connection) => connection.GetType().Namespace == "MySqlConnector";

    /// <summary>Asks a session for its identity.</summary>
    public static async Task<ServerSession> OfAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync($"SELECT CONNECTION_ID(), {Server}", [], cancellationToken).ConfigureAwait(false))[0];
        return new ServerSession(long.Parse(row[0]!, CultureInfo.InvariantCulture), row[1]);
    }
}
