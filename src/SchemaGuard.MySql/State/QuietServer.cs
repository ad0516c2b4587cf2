using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>
/// A proof that no statement that could change a definition or a privilege was running when a server was asked. The counters are raised when such a
/// statement begins: one that began before they were read and ends after the catalog was read would never be seen.
/// </summary>
internal static class QuietServer
{
    /// <summary>The engines whose tables change only by statements on this server.</summary>
    private const string LocalEngines = "'InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'MRG_MyISAM', 'CSV', 'ROCKSDB', 'BLACKHOLE'";

    /// <summary>
    /// Asks for what changes the catalog without a statement: an event that ends, history that creates its own partitions, and engines that share
    /// their definitions with other servers.
    /// </summary>
    private const string ChangesByItself = $"""
        SELECT EXISTS (SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() AND (EXECUTE_AT IS NOT NULL OR ENDS IS NOT NULL))
            OR EXISTS (SELECT 1 FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_METHOD = 'SYSTEM_TIME')
            OR EXISTS (SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ENGINE NOT IN ({LocalEngines}))
        """;

    /// <summary>Determines whether it is proved for a server whose counters were read before.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="server">The server.</param>
    /// <param name="counters">The counts that were read.</param>
    /// <param name="cancellationToken">Cancels the questions.</param>
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
    /// Determines whether this session is the only active one. MariaDB counts, in one pass with the counters, all threads that do not sleep,
    /// including those of replication and of the event scheduler. MySQL does not count the threads that apply other servers' changes.
    /// </summary>
    private static bool IsAlone(ServerProduct server, ServerCounters counters) => server.IsMariaDb && counters.Running == 1;

    /// <summary>
    /// Determines from all other sessions' activity whether no definition is running; this needs the privilege to see them. Any session that runs
    /// something may be inside a definition: the list shows only the innermost of nested statements.
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

    /// <summary>Determines whether the performance schema makes the list, which may then leave out sessions.</summary>
    private static async Task<bool> MayLeaveOutAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection
            .RowsAsync("SHOW GLOBAL VARIABLES LIKE 'performance_schema_show_processlist'", [], cancellationToken)
            .ConfigureAwait(false)
            is not ([] or [[_, "OFF"]]);

    /// <summary>Determines whether a session runs nothing at this moment. System threads apply other servers' changes.</summary>
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
