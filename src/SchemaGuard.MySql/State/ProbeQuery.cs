using SchemaGuard.History;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>The query of the probe. Its columns are those of <see cref="ProbeRow"/>.</summary>
internal static class ProbeQuery
{
    /// <summary>
    /// Composes the query: with the token and a check that the tables are tables, or with the stamp's token and the facts that show whether both are
    /// still valid.
    /// </summary>
    public static string Of(HistoryTables tables, ServerProduct server, bool readsToken)
    {
        var history = MySqlHistory.Qualified(tables.Schema, tables.History);
        var state = MySqlHistory.Qualified(tables.Schema, tables.State);
        return $"""
            SELECT {Server(server)}, {(readsToken ? DriftToken.Of(server) : "NULL")},
                   h.sequence, h.chain, EXISTS (SELECT 1 FROM {history} u WHERE u.state NOT IN ('applied', 'withdrawn')),
                   s.expectation, s.chain, s.drift_token, {LeaseSql.LiveOwner(state)}, {(readsToken ? View(tables) : "NULL")},
                   {SessionIdentity.Sight(server)}, {(readsToken ? "NULL, NULL" : ServerCounters.Question(server))},
                   {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}
            FROM (SELECT 1 AS one) AS o
            LEFT JOIN (SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1) h ON TRUE
            LEFT JOIN {state} s ON s.scope = @scope
            """;
    }

    /// <summary>Returns the query that asks about the server alone.</summary>
    public static string OfServer(ServerProduct server) =>
        $"SELECT {Server(server)}, {DriftToken.Of(server)}, {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}";

    private static string Server(ServerProduct server) =>
        $"VERSION(), @@version_comment, {ReadOnlyServer.Question(server)}, " + "DATABASE(), @@sql_mode, @@max_allowed_packet";

    /// <summary>
    /// Returns the expression that names a view in place of a table: the migrations that it leaves out would seem not to have been applied. Each name
    /// is asked for separately, which MariaDB answers without reading every table.
    /// </summary>
    private static string View(HistoryTables tables) => $"COALESCE({View(tables.History)}, {View(tables.State)})";

    private static string View(string table) =>
        "(SELECT TABLE_NAME FROM information_schema.TABLES "
        + $"WHERE TABLE_SCHEMA = COALESCE(@schema, DATABASE()) AND TABLE_NAME = '{table}' AND TABLE_TYPE = 'VIEW')";
}
