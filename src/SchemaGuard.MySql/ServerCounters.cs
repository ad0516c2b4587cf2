using System.Data.Common;
using System.Globalization;

namespace SchemaGuard.MySql;

/// <summary>
/// Is what a server has counted since its start. Everybody may read it, and it is read without opening a table. A counter is raised before its statement does anything, also for one that
/// runs in a stored routine, by an event, or prepared. Immutable.
/// </summary>
/// <param name="Now">The server's clock, in seconds.</param>
/// <param name="Uptime">For how many seconds it has been up.</param>
/// <param name="SinceFlush">For how many seconds its counters have not been set back.</param>
/// <param name="Definitions">How many statements have begun that could change a definition or a right.</param>
/// <param name="Running">How many of its threads are at work, this session's included.</param>
/// <param name="IsInCluster">Whether it is connected to a Galera cluster.</param>
internal sealed record ServerCounters(long Now, long Uptime, long SinceFlush, long Definitions, long Running, bool IsInCluster)
{
    private const string CounterPrefix = "Com_";
    private const string Single = "'Uptime', 'Uptime_since_flush_status', 'Threads_running', 'wsrep_connected'";

    /// <summary>The frequent statements that change no definition and no right. All others count, also those that later versions bring.</summary>
    private const string Harmless =
        "admin_commands analyze assign_to_keycache begin call_procedure change_db checksum commit compound_sql create_temporary_table dealloc_sql delete delete_multi do "
        + "drop_temporary_table empty_query execute_immediate execute_sql explain_other get_diagnostics ha_close ha_open ha_read help insert insert_select kill load lock_tables preload_keys "
        + "prepare_sql release_savepoint replace replace_select resignal rollback rollback_to_savepoint savepoint select set_option set_role show_analyze show_authors show_binary_log_status "
        + "show_binlog_events show_binlog_status show_binlogs show_charsets show_collations show_contributors show_create_db show_create_event show_create_func show_create_proc "
        + "show_create_table show_create_trigger show_create_user show_databases show_engine_logs show_engine_mutex show_engine_status show_errors show_events show_explain show_fields "
        + "show_function_status show_generic show_grants show_keys show_master_status show_open_tables show_plugins show_privileges show_procedure_status show_processlist show_profile "
        + "show_profiles show_relaylog_events show_replica_status show_replicas show_slave_hosts show_slave_status show_status show_storage_engines show_table_status show_tables "
        + "show_triggers show_variables show_warnings signal stmt_close stmt_execute stmt_fetch stmt_prepare stmt_reprepare stmt_reset stmt_send_long_data truncate unlock_tables update "
        + "update_multi xa_commit xa_end xa_prepare xa_recover xa_rollback xa_start";

    private static readonly string Wanted =
        $"Variable_name IN ({Single}) OR (LEFT(Variable_name, {CounterPrefix.Length}) = '{CounterPrefix}' "
        + $"AND Variable_name NOT IN ({string.Join(", ", Harmless.Split(' ').Select(name => $"'{CounterPrefix}{name}'"))}))";

    /// <summary>Asks MySQL, and gives no rows where another server answers than before, as behind a proxy. No table that a SELECT can read has the counters of all sessions.</summary>
    private static readonly string OfMySql = $"SHOW GLOBAL STATUS WHERE @@server_uuid = @server AND ({Wanted})";

    private static readonly string OfMariaDb =
        $"(SELECT CONCAT_WS(' ', UNIX_TIMESTAMP(), {One("Uptime")}, {One("Uptime_since_flush_status")}, "
        + $"SUM(IF(LEFT(Variable_name, {CounterPrefix.Length}) = '{CounterPrefix}', CAST(Variable_value AS UNSIGNED), 0)), {One("Threads_running")}, COALESCE({One("wsrep_connected")}, 'OFF')) "
        + $"FROM information_schema.GLOBAL_STATUS WHERE {Wanted})";

    /// <summary>Gives the expressions that a probe asks: the counters, or on MySQL the clock that they are read beside, and there the server's name for itself.</summary>
    public static string Question(ServerProduct server) => server.IsMariaDb ? $"{OfMariaDb}, NULL" : "UNIX_TIMESTAMP(), @@server_uuid";

    /// <summary>Reads the counters from the answer, or after it.</summary>
    /// <param name="connection">The connection that was asked.</param>
    /// <param name="server">The server.</param>
    /// <param name="answer">What it has answered.</param>
    /// <param name="name">The server's name for itself.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The counters; <see langword="null"/> where the server does not have them.</returns>
    public static async Task<ServerCounters?> ReadAsync(
        DbConnection connection,
        ServerProduct server,
        string? answer,
        string? name,
        CancellationToken cancellationToken
    )
    {
        if (server.IsMariaDb)
        {
            return answer?.Split(' ') is [var now, var uptime, var sinceFlush, var definitions, var running, var cluster]
                ? Of([now, uptime, sinceFlush, definitions, running], cluster)
                : null;
        }

        var rows = await connection.RowsAsync(OfMySql, [("@server", name)], cancellationToken).ConfigureAwait(false);
        var single = rows.Where(row => !IsCounter(row)).ToDictionary(row => row[0]!, row => row[1], StringComparer.OrdinalIgnoreCase);
        var sum = rows.Where(IsCounter).Sum(row => Number(row[1]) ?? 0);
        return Of(
            [
                answer,
                single.GetValueOrDefault("Uptime"),
                single.GetValueOrDefault("Uptime_since_flush_status"),
                sum.ToString(CultureInfo.InvariantCulture),
                single.GetValueOrDefault("Threads_running"),
            ],
            single.GetValueOrDefault("wsrep_connected")
        );
    }

    private static string One(string name) => $"MAX(IF(Variable_name = '{name}', Variable_value, NULL))";

    private static bool IsCounter(string?[] row) => row[0]!.StartsWith(CounterPrefix, StringComparison.OrdinalIgnoreCase);

    private static ServerCounters? Of(string?[] numbers, string? cluster) =>
        numbers.Select(Number).ToList() is [{ } now, { } uptime, { } sinceFlush, { } definitions, { } running]
            ? new ServerCounters(now, uptime, sinceFlush, definitions, running, cluster is not (null or "" or "OFF"))
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
