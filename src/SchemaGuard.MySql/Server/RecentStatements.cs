using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// The performance schema's memory of the last statements of each open session. MySQL keeps it by default; MariaDB only where
/// <c>performance_schema</c> is on. Reading it needs the SELECT privilege on it.
/// </summary>
internal static class RecentStatements
{
    /// <summary>One second in the unit of its timers.</summary>
    private const string Second = "1000000000000";

    private const string Kind = "SUBSTRING(h.EVENT_NAME, 15)";

    /// <summary>Finds the sessions that have changed the schema of this database.</summary>
    public static async Task<IReadOnlyList<string>> FindChangersAsync(
        DbConnection connection,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var query = $"""
            SELECT t.PROCESSLIST_ID, t.PROCESSLIST_USER, t.PROCESSLIST_HOST,
                GROUP_CONCAT(DISTINCT REPLACE(UPPER({Kind}), '_', ' ') ORDER BY h.EVENT_ID SEPARATOR ', '),
                   FLOOR((o.TIMER_START - MAX(h.TIMER_END)) / {Second})
            FROM performance_schema.events_statements_history h
            JOIN performance_schema.threads t ON t.THREAD_ID = h.THREAD_ID
            JOIN (SELECT MAX(c.TIMER_START) AS TIMER_START FROM performance_schema.events_statements_current c
                  JOIN performance_schema.threads me ON me.THREAD_ID = c.THREAD_ID AND me.PROCESSLIST_ID = CONNECTION_ID()) o
            WHERE h.CURRENT_SCHEMA = DATABASE() AND h.ERRORS = 0 AND t.PROCESSLIST_ID <> CONNECTION_ID()
              AND {Kind} REGEXP '^(create|alter|drop|rename)_(table|index|view|trigger|procedure|function)$' AND h.SQL_TEXT NOT LIKE '%temporary%'
              AND h.TIMER_END + @seconds * {Second} > o.TIMER_START
            GROUP BY t.PROCESSLIST_ID, t.PROCESSLIST_USER, t.PROCESSLIST_HOST, o.TIMER_START ORDER BY 5 LIMIT 10
            """;
        var rows = await connection
            .RowsAsync(query, [("@seconds", (long)Math.Ceiling(within.TotalSeconds))], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"session {row[0]} of {row[1]} from {row[2]}, {row[3]} {row[4]} s ago")
            ),
        ];
    }
}
