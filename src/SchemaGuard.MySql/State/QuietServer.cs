using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>
/// Proves that no statement that could change a definition or a right was under way when a server was asked. The counters are raised when such a statement
/// begins: one that had begun
/// before they were read and ends after the catalog was, would never be seen.
/// </summary>
internal static class QuietServer
{
    /// <summary>The engines whose tables change by statements on this server alone.</summary>
    private const string LocalEngines = "'InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'MRG_MyISAM', 'CSV', 'ROCKSDB', 'BLACKHOLE'";

    /// <summary>
    /// Asks for what changes the catalog without a statement: an event that ends, history that makes its own partitions, and engines that share their
    /// definitions with other servers.
    /// </summary>
    private const string ChangesByItself = $"""
        SELECT EXISTS (SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() AND (EXECUTE_AT IS NOT NULL OR ENDS IS NOT NULL))
            OR EXISTS (SELECT 1 FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_METHOD = 'SYSTEM_TIME')
            OR EXISTS (SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ENGINE NOT IN ({LocalEngines}))
        """;

    /// <summary>Asks a server whose counters were read before.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="server">The server.</param>
    /// <param name="counters">What it had counted.</param>
    /// <param name="cancellationToken">Stops the questions.</param>
    public static async Task<bool> IsProvedAsync(
        DbConnection connection,
        ServerProduct server,
        ServerCounters counters,
        CancellationToken cancellationToken
    ) =>
        counters.Uptime >= ServerWitness.Settled
        && counters.SinceFlush >= ServerWitness.Settled
        && (IsAlone(server, counters) || await IsNobodyDefiningAsync(connection, server, cancellationToken).ConfigureAwait(false))
        && await connection.RowsAsync(BoundedSelect.OfCatalog(server, ChangesByItself), [], cancellationToken).ConfigureAwait(false)
            is [["0" or "False"]];

    /// <summary>
    /// MariaDB counts, in one pass with the counters, all threads that do not sleep: replication's and the event scheduler's, too. MySQL does not count
    /// those that apply what other servers did.
    /// </summary>
    private static bool IsAlone(ServerProduct server, ServerCounters counters) => server.IsMariaDb && counters.Running == 1;

    /// <summary>
    /// Looks at what all others do, which takes the right to see them. Who runs anything may be within a definition: the list shows only the innermost of
    /// statements that run others.
    /// </summary>
    private static async Task<bool> IsNobodyDefiningAsync(
        DbConnection connection,
        ServerProduct server,
        CancellationToken cancellationToken
    )
    {
        var rights = await ServerGrants.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (
            !rights.Any(right => right is "ALL PRIVILEGES" or "PROCESS")
            || (!server.IsMariaDb && await MayLeaveOutAsync(connection, cancellationToken).ConfigureAwait(false))
        )
        {
            return false;
        }

        var own = await connection.RowsAsync("SELECT CONNECTION_ID()", [], cancellationToken).ConfigureAwait(false);
        var sessions = await connection.RowsAsync("SHOW PROCESSLIST", [], cancellationToken).ConfigureAwait(false);
        return sessions.Any(session => session[0] == own[0][0])
            && sessions.All(session => session[0] == own[0][0] || IsIdle(session[1], session[4]));
    }

    /// <summary>Says whether the list is made by the performance schema, which may leave sessions out.</summary>
    private static async Task<bool> MayLeaveOutAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection
            .RowsAsync("SHOW GLOBAL VARIABLES LIKE 'performance_schema_show_processlist'", [], cancellationToken)
            .ConfigureAwait(false)
            is not ([] or [[_, "OFF"]]);

    /// <summary>Says whether a session runs nothing at this moment. Threads of the system apply what other servers did.</summary>
    internal static bool IsIdle(string? user, string? command) =>
        user != "system user"
        && command switch
        {
            "Sleep" or "Binlog Dump" or "Binlog Dump GTID" => true,
            "Daemon" => user == "event_scheduler",
            "Connect" => user == "unauthenticated user",
            _ => false,
        };
}
