using SchemaGuard.Providers.State;

namespace SchemaGuard.MySql.History;

/// <summary>
/// Composes what can be known of the session of a lease's owner (row <c>s</c> of the state table) on this server. A user without the right PROCESS sees the sessions of its own
/// account only; that another one is still there shows by a named lock that the owner's session holds, which everybody may ask for.
/// </summary>
/// <param name="Processes">The table that lists the sessions.</param>
/// <param name="Lock">The beginning of the lock's name.</param>
internal sealed record LeaseSight(string Processes, LockName Lock)
{
    /// <summary>Gives the sight of a user who reads a table of sessions.</summary>
    public static LeaseSight Of(HistoryTables tables, string processes) => new(processes, LockName.OfLease(tables));

    /// <summary>Gets the condition that a statement of the owner still runs on this server: its client may be dead, it is not. The owner's name ends with server and session.</summary>
    public string IsRunning =>
        $"EXISTS (SELECT 1 FROM {Processes} p WHERE p.COMMAND <> 'Sleep' AND p.ID <> CONNECTION_ID() AND s.lease_owner LIKE CONCAT('% on ', @@hostname, ':', @@port, ' #', p.ID))";

    /// <summary>Gets the session of the owner that is there and that this user may not see; NULL where there is none.</summary>
    public string Unseen =>
        $"(CASE WHEN NOT EXISTS (SELECT 1 FROM {Processes} p WHERE p.ID = IS_USED_LOCK({Name})) THEN IS_USED_LOCK({Name}) END)";

    /// <summary>Gives the name of the lock of an epoch.</summary>
    public string NameOf(long epoch) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Lock}{epoch}");

    private string Name => $"CONCAT('{Lock}', s.lease_epoch)";
}
