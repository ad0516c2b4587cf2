using System.Data.Common;
using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// A check of whether a server takes writes of this user (<c>read_only</c>; MariaDB 12 has values of it that bind administrators, too).
/// </summary>
internal static class ReadOnlyServer
{
    /// <summary>The answer of a server that takes everybody's writes.</summary>
    public const string ForNobody = "0";

    private const string Never = "2";
    private const string ForOthers = "1";

    /// <summary>Asks who may write to the server: everybody (0), those with a privilege for it (1), or nobody (2).</summary>
    public static string Question(ServerProduct server) =>
        $"CASE WHEN @@global.innodb_read_only{(server.IsMariaDb ? "" : " OR @@global.super_read_only")} "
        + $"OR CAST(@@global.read_only AS CHAR) = 'NO_LOCK_NO_ADMIN' THEN {Never} "
        + $"WHEN CAST(@@global.read_only AS CHAR) NOT IN ('0', 'OFF') THEN {ForOthers} ELSE 0 END";

    /// <summary>Decides by the answer and, where privileges matter, by those of the session, including those from a role.</summary>
    public static async Task<bool> IsAsync(
        DbConnection connection,
        ServerProduct server,
        string? answer,
        CancellationToken cancellationToken
    )
    {
        if (answer != ForOthers)
        {
            return answer == Never;
        }

        var rights = await ServerGrants.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return !MayWrite(server, rights);
    }

    /// <summary>Determines whether one of a session's global privileges lets it write to a server that only takes some users' writes.</summary>
    internal static bool MayWrite(ServerProduct server, IEnumerable<string> rights) => rights.Any(right => LetsWrite(server, right));

    private static bool LetsWrite(ServerProduct server, string right) =>
        right is "ALL PRIVILEGES" or "READ_ONLY ADMIN" or "READ ONLY ADMIN" or "CONNECTION_ADMIN"
        || (right == "SUPER" && server.WritesReadOnlyBySuper);
}
