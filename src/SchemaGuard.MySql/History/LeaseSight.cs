using SchemaGuard.History;

namespace SchemaGuard.MySql.History;

/// <summary>
/// The facts that this server can give about the session of a lease's owner (row <c>s</c> of the state table). A user without the PROCESS privilege
/// sees only the sessions of its own account. That another one still exists shows in a named lock that the owner's session holds: every user may ask
/// for it.
/// </summary>
/// <param name="Processes">The table that lists the sessions.</param>
/// <param name="Lock">The beginning of the lock's name.</param>
internal sealed record LeaseSight(string Processes, LockName Lock)
{
    /// <summary>Returns the facts for a user who reads a given table of sessions.</summary>
    public static LeaseSight Of(HistoryTables tables, string processes) => new(processes, LockName.OfLease(tables));

    /// <summary>
    /// Gets the condition that a statement of the owner still runs on this server: its client may be dead, but the statement is not. The owner's name
    /// ends with server and session.
    /// </summary>
    public string IsRunning =>
        $"EXISTS (SELECT 1 FROM {Processes} p WHERE p.COMMAND <> 'Sleep' AND p.ID <> CONNECTION_ID() "
        + "AND s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #', p.ID))";

    /// <summary>Gets the owner's session if it exists and this user may not see it; NULL where there is none.</summary>
    public string Unseen =>
        $"(CASE WHEN NOT EXISTS (SELECT 1 FROM {Processes} p WHERE p.ID = IS_USED_LOCK({Name})) THEN IS_USED_LOCK({Name}) END)";

    /// <summary>Returns the name of the lock of an epoch.</summary>
    public string NameOf(long epoch) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Lock}{epoch}");

    private string Name => $"CONCAT('{Lock}', s.lease_epoch)";
}
