using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// The account and the database of the guard's sessions. The server's sentences name the host that a client comes from, and not the account.
/// Thread-safe.
/// </summary>
internal sealed class SessionIdentity
{
    /// <summary>Asks for the account, such as <c>app@%</c>.</summary>
    public const string Question = "CURRENT_USER()";

    /// <summary>The account in the form that <c>information_schema</c> and GRANT use: <c>'app'@'%'</c>.</summary>
    public const string Grantee =
        "CONCAT('''', "
        + "LEFT(CURRENT_USER(), CHAR_LENGTH(CURRENT_USER()) - CHAR_LENGTH(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)) - 1), "
        + "'''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";

    /// <summary>
    /// Returns the expression that names the session's server, database, account and roles: they determine what it sees in the catalog.
    /// </summary>
    public static string Sight(ServerProduct server) =>
        $"CONCAT_WS('|', @@hostname, @@port, @@server_id, {(server.IsMariaDb ? "" : "@@server_uuid, ")}DATABASE(), CURRENT_USER(), CURRENT_ROLE())";

    private volatile string? _account;
    private volatile string? _database;

    /// <summary>Gets the database; <see langword="null"/> before the first connection.</summary>
    public string? Database => _database;

    /// <summary>Records a session's account and database.</summary>
    public void Meet(string? account, string? database) => (_account, _database) = (account, database);

    /// <summary>Returns the account as GRANT takes it.</summary>
    /// <param name="user">The user whom the server's sentence names.</param>
    /// <param name="host">The host beside it.</param>
    public string AccountOf(string user, string host) =>
        _account is { } account && account.LastIndexOf('@') is var at and > 0 && account[..at] == user
            ? $"'{user}'@'{account[(at + 1)..]}'"
            : $"'{user}'@'{host}'";
}
