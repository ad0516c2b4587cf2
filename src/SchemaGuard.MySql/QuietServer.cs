using System.Data.Common;
using SchemaGuard.Scripts;

namespace SchemaGuard.MySql;

/// <summary>
/// Proves that no statement that could change a definition or a right was under way when a server was asked. The counters are raised when such a statement begins: one that had begun
/// before they were read and ends after the catalog was, would never be seen.
/// </summary>
internal static class QuietServer
{
    /// <summary>The engines whose tables change by statements on this server alone.</summary>
    private const string LocalEngines = "'InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'MRG_MyISAM', 'CSV', 'ROCKSDB', 'BLACKHOLE'";

    /// <summary>Asks for what changes the catalog without a statement: an event that ends, history that makes its own partitions, and engines that share their definitions with other servers.</summary>
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
    /// MariaDB counts, in one pass with the counters, all threads that do not sleep: replication's and the event scheduler's, too. MySQL does not count those that apply what other servers did.
    /// </summary>
    private static bool IsAlone(ServerProduct server, ServerCounters counters) => server.IsMariaDb && counters.Running == 1;

    /// <summary>Looks at what all others do, which takes the right to see them.</summary>
    private static async Task<bool> IsNobodyDefiningAsync(
        DbConnection connection,
        ServerProduct server,
        CancellationToken cancellationToken
    )
    {
        var rights = await ServerGrants.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!rights.Any(right => right is "ALL PRIVILEGES" or "PROCESS"))
        {
            return false;
        }

        // The statement, as opposed to the tables of the same content, takes any text and leaves nobody out.
        var sessions = await connection.RowsAsync("SHOW FULL PROCESSLIST", [], cancellationToken).ConfigureAwait(false);
        return sessions.All(session => IsHarmless(session[1], session[4], session[7], server.LexicalRules));
    }

    /// <summary>Says whether a session defines nothing at this moment. Threads of the system apply what other servers did.</summary>
    internal static bool IsHarmless(string? user, string? command, string? statement, LexicalRules rules) =>
        user != "system user"
        && command switch
        {
            "Sleep" or "Binlog Dump" or "Binlog Dump GTID" or "Ping" or "Statistics" => true,
            "Daemon" => user == "event_scheduler",
            "Connect" => user == "unauthenticated user",
            "Query" or "Execute" => IsHarmless(statement, rules),
            _ => false,
        };

    private static bool IsHarmless(string? statement, LexicalRules rules) =>
        !string.IsNullOrWhiteSpace(statement)
        && SqlScript.Parse(statement, rules).Statements
            is [
                {
                    Class:
                    {
                        CommitsImplicitly: false,
                        Verb: StatementVerb.Select
                            or StatementVerb.Insert
                            or StatementVerb.Update
                            or StatementVerb.Delete
                            or StatementVerb.Replace
                            or StatementVerb.Begin
                            or StatementVerb.Commit
                            or StatementVerb.Rollback
                            or StatementVerb.Show
                            or StatementVerb.Use
                    }
                },
            ];
}
