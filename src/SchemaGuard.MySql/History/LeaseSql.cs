using System.Globalization;

namespace SchemaGuard.MySql.History;

/// <summary>
/// The statements on the rows that hold the lease. One row has owner and epoch, and every transaction of the owner holds a shared lock on it. The
/// other has the expiry, which the heartbeat writes meanwhile. Time is always the database's.
/// </summary>
internal static class LeaseSql
{
    private const string Row = $"scope = '{MySqlHistory.LeaseScope}'";
    private const string BeatScope = "#beat";

    /// <summary>An epoch taken from the clock: larger than any that was reached by counting before.</summary>
    public const string FirstEpoch = "UNIX_TIMESTAMP()";

    /// <summary>The expression that ends an owner's name: the server and the session.</summary>
    public const string Session = "CONCAT(' on ', @@hostname, ':', @@port, ' #', CONNECTION_ID())";

    /// <summary>Returns the statement that restores the lease's rows where they were deleted, with an epoch that nobody can have held.</summary>
    public static string Restore(string state) =>
        $"INSERT IGNORE INTO {state} (scope, lease_epoch, lease_expires_at) "
        + $"VALUES ('{MySqlHistory.LeaseScope}', {FirstEpoch}, NULL), ('{BeatScope}', NULL, UTC_TIMESTAMP(3))";

    /// <summary>Reads the epoch of the lease if it is free or expired, and skips a row that is locked by an open transaction.</summary>
    public static string Find(string state, LeaseSight sight) =>
        $"""
            SELECT s.lease_epoch FROM {state} s
            WHERE s.{Row}
              AND (s.lease_owner IS NULL OR {IsOver(state)})
              AND (s.lease_owner IS NULL OR (NOT {sight.IsRunning} AND {sight.Unseen} IS NULL))
            FOR UPDATE SKIP LOCKED
            """;

    /// <summary>
    /// Takes the lease of an epoch for <c>@owner</c> and raises the epoch. Until the first beat its duration counts from when it was taken.
    /// </summary>
    public static string Take(string state, TimeSpan duration) =>
        $"UPDATE {state} SET lease_epoch = lease_epoch + 1, lease_owner = @owner, "
        + $"lease_taken_at = UTC_TIMESTAMP(3), lease_expires_at = {In(duration)} WHERE {Row} AND lease_epoch = @epoch";

    /// <summary>Starts the duration of a lease.</summary>
    public static string Begin(string state, TimeSpan duration) =>
        $"UPDATE {state} SET lease_expires_at = {In(duration)} WHERE scope = '{BeatScope}'";

    /// <summary>
    /// Finds the idle session on this server of an owner whose lease has expired: a frozen process, perhaps inside a transaction. Also returns how
    /// many seconds ago it took the lease.
    /// </summary>
    public static string IdleOwner(string state, string processes) =>
        $"""
            SELECT p.ID, TIMESTAMPDIFF(SECOND, s.lease_taken_at, UTC_TIMESTAMP(3)) FROM {state} s JOIN {processes} p
              ON s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #', p.ID)
            WHERE s.{Row} AND p.COMMAND = 'Sleep' AND p.ID <> CONNECTION_ID() AND {IsOver(state)}
            """;

    /// <summary>Ends an expired lease with no running statement, for a session that holds the session lock.</summary>
    public static string EndOver(string state) =>
        $"UPDATE {state} SET lease_epoch = lease_epoch + 1, lease_owner = NULL WHERE {Row} AND lease_epoch = @epoch";

    /// <summary>Asks whether the lease has an owner.</summary>
    public static string IsOwned(string state) => $"SELECT COUNT(*) FROM {state} WHERE {Row} AND lease_owner IS NOT NULL";

    /// <summary>Returns a source of one row, for a question that must fail where a table is missing.</summary>
    public static string IfThere(string table) => $"(SELECT COUNT(*) AS rows_seen FROM (SELECT 1 FROM {table} LIMIT 1) AS f) AS t";

    /// <summary>Renews the lease of an epoch; the epoch itself is only read.</summary>
    public static string Renew(string state, long epoch, TimeSpan duration) =>
        $"UPDATE {state} SET lease_expires_at = {In(duration)} WHERE scope = '{BeatScope}' AND (SELECT c.n "
        + $"FROM (SELECT COUNT(*) AS n FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL) c) = 1";

    /// <summary>
    /// Asks whether the lease of an epoch is held: a beat within the same millisecond changes nothing, and some drivers then count no row.
    /// </summary>
    public static string IsHeld(string state, long epoch) =>
        $"SELECT COUNT(*) FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL "
        + $"AND EXISTS (SELECT 1 FROM {state} b WHERE b.scope = '{BeatScope}' AND b.lease_expires_at >= UTC_TIMESTAMP(3))";

    /// <summary>Releases the lease of an epoch.</summary>
    public static string Release(string state, long epoch) =>
        $"UPDATE {state} SET lease_owner = NULL WHERE {Row} AND lease_epoch = {Text(epoch)}";

    /// <summary>Returns the condition that an epoch is current. It also keeps the epoch current until the end of the transaction.</summary>
    public static string Fence(string state, long epoch) =>
        $"EXISTS (SELECT 1 FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL LOCK IN SHARE MODE)";

    /// <summary>
    /// Describes the owner: name, seconds since it took the lease, seconds since the lease expired, whether a statement of it runs, whether it is on
    /// this server, and its session there if this user may not see it.
    /// </summary>
    public static string Owner(string state, LeaseSight sight) =>
        $"""
            SELECT s.lease_owner, TIMESTAMPDIFF(SECOND, s.lease_taken_at, UTC_TIMESTAMP(3)),
                   (SELECT TIMESTAMPDIFF(SECOND, GREATEST(MAX(b.lease_expires_at), s.lease_expires_at), UTC_TIMESTAMP(3))
                       FROM {state} b WHERE b.scope = '{BeatScope}'),
                   {sight.IsRunning},
                   s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #%'),
                   {sight.Unseen}
            FROM {state} s WHERE s.{Row} AND s.lease_owner IS NOT NULL
            """;

    /// <summary>Returns the query for the number of the owner's session, if the owner is on this server: its name ends with both.</summary>
    public static string SessionOfOwner(string state) =>
        $"SELECT SUBSTRING_INDEX(s.lease_owner, '#', -1) FROM {state} s "
        + $"WHERE s.{Row} AND s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #%')";

    /// <summary>Returns an expression for the owner of a lease that has not expired.</summary>
    public static string LiveOwner(string state) => $"(SELECT s.lease_owner FROM {state} s WHERE s.{Row} AND NOT {IsOver(state)})";

    /// <summary>Returns the condition that the lease has expired: neither its taking nor a later beat reaches the present.</summary>
    private static string IsOver(string state) =>
        $"(s.lease_expires_at < UTC_TIMESTAMP(3) AND NOT EXISTS (SELECT 1 FROM {state} b "
        + $"WHERE b.scope = '{BeatScope}' AND b.lease_expires_at >= UTC_TIMESTAMP(3)))";

    private static string In(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC_TIMESTAMP(3) + INTERVAL {(long)duration.TotalMilliseconds * 1000} MICROSECOND");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
