using System.Globalization;
using SchemaGuard.PostgreSql.Commands;

namespace SchemaGuard.PostgreSql.History;

/// <summary>The statements on the lease's row. Time is always the database's.</summary>
internal static class LeaseSql
{
    private const string Row = $"scope = '{PostgreSqlHistory.LeaseScope}'";

    /// <summary>
    /// A condition that is true while a session <c>a</c> executes something. Its state is hidden from other roles without <c>pg_read_all_stats</c>,
    /// and unknown where the server does not track it. That it is in a transaction, as every statement is, is visible to all by the lock on the
    /// transaction's own number.
    /// </summary>
    public const string IsRunning =
        "(a.state = 'active' OR (coalesce(a.state, 'disabled') = 'disabled' AND EXISTS (SELECT 1 "
        + "FROM pg_catalog.pg_locks x WHERE x.pid = a.pid AND x.locktype = 'virtualxid' AND x.granted)))";

    /// <summary>
    /// A condition that is true while a statement of the last holder still runs on the server: its client may be dead, but it is not.
    /// </summary>
    private const string IsStillRunning =
        $"EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.application_name = lease_owner AND a.pid <> pg_backend_pid() AND {IsRunning})";

    /// <summary>Returns the query for the process ids of the sessions of the lease's owner.</summary>
    public static string Owners(string state) =>
        $"SELECT a.pid FROM {state} JOIN pg_catalog.pg_stat_activity a ON a.application_name = lease_owner WHERE {Row}";

    /// <summary>
    /// Takes the lease for <c>$1</c> if it is free or expired and the session lock is available, and raises its epoch. A row whose epoch an open
    /// transaction of another session has locked is skipped. Returns the epoch, or nothing.
    /// </summary>
    public static string Take(string state, LockKey key, TimeSpan duration) =>
        $"""
            WITH gate AS MATERIALIZED (SELECT pg_try_advisory_xact_lock({key}) AS is_free),
            lease AS (
                SELECT scope FROM {state}
                WHERE {Row} AND (SELECT is_free FROM gate)
                  AND (lease_owner IS NULL OR ((lease_owner = $1 OR lease_expires_at < clock_timestamp()) AND NOT {IsStillRunning}))
                FOR UPDATE SKIP LOCKED)
            UPDATE {state} AS s SET lease_epoch = lease_epoch + 1, lease_owner = $1,
                lease_taken_at = clock_timestamp(), lease_expires_at = clock_timestamp() + {Interval(duration)}
            FROM lease WHERE s.scope = lease.scope
            RETURNING s.lease_epoch
            """;

    /// <summary>
    /// Ends sessions whose owner let its lease expire while the server waits for it, within a transaction or for the rest of what it had begun to send:
    /// the owner is frozen, and no other process could continue. What it had not committed is rolled back, as it would be at the commit.
    /// </summary>
    public static string EndIdle(string state) =>
        $"""
            SELECT pg_terminate_backend(a.pid) FROM {state}
            JOIN pg_catalog.pg_stat_activity a ON a.application_name = lease_owner
            WHERE {Row} AND lease_expires_at < clock_timestamp() AND a.pid <> pg_backend_pid() AND a.usename = current_user
              AND (a.state LIKE 'idle in transaction%' OR (a.state = 'active' AND a.wait_event = 'ClientRead'))
            """;

    /// <summary>Ends an expired lease of which nothing runs any more, for a process that holds the session lock.</summary>
    public static string EndOver(string state) =>
        $"""
            WITH lease AS (
                SELECT scope FROM {state}
                WHERE {Row} AND lease_owner IS NOT NULL AND lease_expires_at < clock_timestamp() AND NOT {IsStillRunning}
                FOR UPDATE SKIP LOCKED)
            UPDATE {state} AS s SET lease_epoch = lease_epoch + 1, lease_owner = NULL
            FROM lease WHERE s.scope = lease.scope
            """;

    /// <summary>Restores the lease's row in a database from which it was deleted, with an epoch that no process can have held.</summary>
    public static string Restore(string state) =>
        $"INSERT INTO {state} (scope, lease_epoch) SELECT '{PostgreSqlHistory.LeaseScope}', "
        + $"{FirstEpoch} WHERE NOT EXISTS (SELECT 1 FROM {state} WHERE {Row}) ON CONFLICT DO NOTHING";

    /// <summary>An epoch from the clock: larger than any that was reached by counting.</summary>
    public const string FirstEpoch = "extract(epoch FROM clock_timestamp())::bigint";

    /// <summary>Renews the lease of an epoch. Changes no key, so it does not wait for the owner's own transaction.</summary>
    public static string Renew(string state, long epoch, TimeSpan duration) =>
        $"UPDATE {state} SET lease_expires_at = clock_timestamp() + {Interval(duration)} WHERE {Row} AND lease_epoch = {Text(epoch)}";

    /// <summary>Releases the lease of an epoch.</summary>
    public static string Release(string state, long epoch) =>
        $"UPDATE {state} SET lease_owner = NULL WHERE {Row} AND lease_epoch = {Text(epoch)}";

    /// <summary>Returns a condition that is true while the epoch is current, and keeps it so until the transaction's end.</summary>
    public static string Fence(string state, long epoch) =>
        $"EXISTS (SELECT 1 FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL FOR KEY SHARE)";

    private static string Interval(TimeSpan duration) => $"interval '{SqlText.Milliseconds(duration)} milliseconds'";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
