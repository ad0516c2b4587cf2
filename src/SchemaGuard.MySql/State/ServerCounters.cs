using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.State;

/// <summary>
/// The counters of a server since its start. Everybody may read them, and reading them opens no table. A counter is raised before its statement does
/// anything, even if the statement runs in a stored routine, by an event, or prepared. Immutable.
/// </summary>
/// <param name="Now">The server's clock, in seconds.</param>
/// <param name="Uptime">The number of seconds since the server started.</param>
/// <param name="SinceFlush">The number of seconds since its counters were last reset.</param>
/// <param name="Definitions">The number of statements begun that could change a definition or a privilege.</param>
/// <param name="Running">The number of its active threads, including this session's.</param>
/// <param name="IsInCluster">Whether it is connected to a Galera cluster.</param>
internal sealed record ServerCounters(long Now, long Uptime, long SinceFlush, long Definitions, long Running, bool IsInCluster)
{
    private const string CounterPrefix = "Com_";
    private const string Single = "'Uptime', 'Uptime_since_flush_status', 'Threads_running', 'wsrep_connected'";

    /// <summary>
    /// The families whose statements change no definition and no privilege: those that show something, and the steps of prepared statements, of XA
    /// transactions and of HANDLER.
    /// </summary>
    private const string HarmlessFamilies = "'Com_sho', 'Com_stm', 'Com_xa_', 'Com_ha_'";

    /// <summary>
    /// The other statements that are known to be harmless. All that are missing here count, including those that later versions add.
    /// </summary>
    private static readonly FrozenSet<string> Harmless = (
        "admin_commands analyze assign_to_keycache backup backup_lock begin call_procedure change_db checksum commit compound_sql create_temporary_table "
        + "dealloc_sql delete delete_multi do drop_temporary_table empty_query execute_immediate execute_sql explain_other get_diagnostics help insert "
        + "insert_select kill load lock_tables preload_keys prepare_sql purge purge_before_date release_savepoint replace replace_select resignal rollback "
        + "rollback_to_savepoint savepoint select set_option set_role signal truncate unlock_tables update update_multi"
    )
        .Split(' ')
        .Select(name => CounterPrefix + name)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string Counter =
        $"LEFT(Variable_name, {CounterPrefix.Length}) = '{CounterPrefix}' AND LEFT(Variable_name, {CounterPrefix.Length + 3}) NOT IN ({HarmlessFamilies})";

    /// <summary>
    /// Asks MySQL, and returns no rows where a different server answers than before, as behind a proxy. No table that a SELECT can read has the
    /// counters of all sessions.
    /// </summary>
    private static readonly string OfMySql =
        $"SHOW GLOBAL STATUS WHERE @@server_uuid = @server AND (Variable_name IN ({Single}) OR ({Counter}))";

    private static readonly string OfMariaDb =
        $"(SELECT CONCAT_WS(' ', UNIX_TIMESTAMP(), {One("Uptime")}, {One("Uptime_since_flush_status")}, "
        + $"SUM(IF(LEFT(Variable_name, {CounterPrefix.Length}) = '{CounterPrefix}', CAST(Variable_value AS UNSIGNED), 0)), "
        + $"{One("Threads_running")}, COALESCE({One("wsrep_connected")}, 'OFF')) "
        + $"FROM information_schema.GLOBAL_STATUS WHERE Variable_name IN ({Single}) OR ({Counter} "
        + $"AND Variable_name NOT IN ({string.Join(", ", Harmless.Select(name => $"'{name}'"))})))";

    /// <summary>
    /// Returns the expressions that a probe reads: the counters, or on MySQL the clock that goes with them and the server's name for itself.
    /// </summary>
    public static string Question(ServerProduct server) => server.IsMariaDb ? $"{OfMariaDb}, NULL" : "UNIX_TIMESTAMP(), @@server_uuid";

    /// <summary>Reads the counters from the answer, or by another statement.</summary>
    /// <param name="connection">The connection that was asked.</param>
    /// <param name="server">The server.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="name">The server's name for itself.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
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
        var sum = rows.Where(row => IsCounter(row) && !Harmless.Contains(row[0]!)).Sum(row => Number(row[1]) ?? 0);
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
