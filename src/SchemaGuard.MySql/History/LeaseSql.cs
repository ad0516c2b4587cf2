using System.Globalization;

namespace SchemaGuard.MySql.History;

/// <summary>
/// Composes the statements on the rows that hold the lease: one with owner and epoch, which every transaction of the owner holds a shared lock on, and one with
/// the expiry, which the heartbeat writes meanwhile. Time is always the database's.
/// </summary>
internal static class LeaseSql
{
    private const string Row = $"scope = '{MySqlHistory.LeaseScope}'";
    private const string BeatScope = "#beat";

    /// <summary>An epoch from the clock: larger than any that was reached by counting before.</summary>
    public const string FirstEpoch = "UNIX_TIMESTAMP()";

    /// <summary>Gives the expression by which an owner's name ends: the server and the session.</summary>
    public const string Session = "CONCAT(' on ', @@hostname, ':', @@port, ' #', CONNECTION_ID())";

    /// <summary>Gives the lease's rows back to a database from which they were deleted, with an epoch that nobody can have held.</summary>
    public static string Restore(string state) =>
        $"INSERT IGNORE INTO {state} (scope, lease_epoch, lease_expires_at) VALUES ('{MySqlHistory.LeaseScope}', {FirstEpoch}, NULL), ('{BeatScope}', NULL, UTC_TIMESTAMP(3))";

    /// <summary>Reads the lease for taking it, and passes over a row that somebody's open transaction holds: its epoch, if it is free or over.</summary>
    public static string Find(string state, LeaseSight sight) =>
        $"""
            SELECT s.lease_epoch FROM {state} s
            WHERE s.{Row}
              AND (s.lease_owner IS NULL OR {IsOver(state)})
              AND (s.lease_owner IS NULL OR (NOT {sight.IsRunning} AND {sight.Unseen} IS NULL))
            FOR UPDATE SKIP LOCKED
            """;

    /// <summary>Takes the lease of an epoch for <c>@owner</c> and raises the epoch. Until the first beat it lasts by when it was taken.</summary>
    public static string Take(string state, TimeSpan duration) =>
        $"UPDATE {state} SET lease_epoch = lease_epoch + 1, lease_owner = @owner, lease_taken_at = UTC_TIMESTAMP(3), lease_expires_at = {In(duration)} WHERE {Row} AND lease_epoch = @epoch";

    /// <summary>Begins the time that a lease lasts.</summary>
    public static string Begin(string state, TimeSpan duration) =>
        $"UPDATE {state} SET lease_expires_at = {In(duration)} WHERE scope = '{BeatScope}'";

    /// <summary>
    /// Finds the session on this server of an owner whose lease is over and who does nothing, a frozen process, perhaps within a transaction; and how many
    /// seconds ago it took the lease.
    /// </summary>
    public static string IdleOwner(string state, string processes) =>
        $"""
            SELECT p.ID, TIMESTAMPDIFF(SECOND, s.lease_taken_at, UTC_TIMESTAMP(3)) FROM {state} s JOIN {processes} p
              ON s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #', p.ID)
            WHERE s.{Row} AND p.COMMAND = 'Sleep' AND p.ID <> CONNECTION_ID() AND {IsOver(state)}
            """;

    /// <summary>Ends a lease that is over and of which nothing runs any more, for somebody who holds the session lock.</summary>
    public static string EndOver(string state) =>
        $"UPDATE {state} SET lease_epoch = lease_epoch + 1, lease_owner = NULL WHERE {Row} AND lease_epoch = @epoch";

    /// <summary>Asks whether somebody has the lease.</summary>
    public static string IsOwned(string state) => $"SELECT COUNT(*) FROM {state} WHERE {Row} AND lease_owner IS NOT NULL";

    /// <summary>A row source of one row for a question that is to fail where a table is missing.</summary>
    public static string IfThere(string table) => $"(SELECT COUNT(*) AS rows_seen FROM (SELECT 1 FROM {table} LIMIT 1) AS f) AS t";

    /// <summary>Renews the lease of an epoch, which it only reads.</summary>
    public static string Renew(string state, long epoch, TimeSpan duration) =>
        $"UPDATE {state} SET lease_expires_at = {In(duration)} WHERE scope = '{BeatScope}' AND (SELECT c.n FROM (SELECT COUNT(*) AS n FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL) c) = 1";

    /// <summary>Asks whether the lease of an epoch is held: a beat within the same millisecond changes nothing, and some drivers then count no row.</summary>
    public static string IsHeld(string state, long epoch) =>
        $"SELECT COUNT(*) FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL AND EXISTS (SELECT 1 FROM {state} b WHERE b.scope = '{BeatScope}' AND b.lease_expires_at >= UTC_TIMESTAMP(3))";

    /// <summary>Gives the lease of an epoch back.</summary>
    public static string Release(string state, long epoch) =>
        $"UPDATE {state} SET lease_owner = NULL WHERE {Row} AND lease_epoch = {Text(epoch)}";

    /// <summary>Is true while the epoch is current, and keeps it so until the transaction's end.</summary>
    public static string Fence(string state, long epoch) =>
        $"EXISTS (SELECT 1 FROM {state} WHERE {Row} AND lease_epoch = {Text(epoch)} AND lease_owner IS NOT NULL LOCK IN SHARE MODE)";

    /// <summary>
    /// Describes the owner: name, seconds since it took the lease, seconds since it was over, whether a statement of it runs, whether it is on this server, and its session there
    /// where that is not for this user to see.
    /// </summary>
    public static string Owner(string state, LeaseSight sight) =>
        $"""
            SELECT s.lease_owner, TIMESTAMPDIFF(SECOND, s.lease_taken_at, UTC_TIMESTAMP(3)),
                   (SELECT TIMESTAMPDIFF(SECOND, GREATEST(MAX(b.lease_expires_at), s.lease_expires_at), UTC_TIMESTAMP(3)) FROM {state} b WHERE b.scope = '{BeatScope}'),
                   {sight.IsRunning},
                   s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #%'),
                   {sight.Unseen}
            FROM {state} s WHERE s.{Row} AND s.lease_owner IS NOT NULL
            """;

    /// <summary>The owner of a lease that is not over, as an expression.</summary>
    public static string LiveOwner(string state) => $"(SELECT s.lease_owner FROM {state} s WHERE s.{Row} AND NOT {IsOver(state)})";

    /// <summary>Neither the taking nor a beat since then reaches up to now.</summary>
    private static string IsOver(string state) =>
        $"(s.lease_expires_at < UTC_TIMESTAMP(3) AND NOT EXISTS (SELECT 1 FROM {state} b WHERE b.scope = '{BeatScope}' AND b.lease_expires_at >= UTC_TIMESTAMP(3)))";

    private static string In(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC_TIMESTAMP(3) + INTERVAL {(long)duration.TotalMilliseconds * 1000} MICROSECOND");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
