namespace SchemaGuard.MySql;

/// <summary>
/// Bounds how long a read of ours waits for whoever has locked a table of the history: by the statement itself, so that the session keeps its settings and no round
/// trip is added. A wait that is over is error 1205, as for every other lock.
/// </summary>
internal static class BoundedSelect
{
    private const string Select = "SELECT ";

    /// <summary>Bounds a query to a second.</summary>
    /// <param name="server">The server.</param>
    /// <param name="query">The query, which begins with SELECT.</param>
    public static string Of(ServerProduct server, string query) =>
        server.IsMariaDb
            ? "SET STATEMENT lock_wait_timeout = 1 FOR " + query
            : Select + "/*+ SET_VAR(lock_wait_timeout = 1) */ " + query[Select.Length..];
}
