namespace SchemaGuard;

/// <summary>The kinds of lock that let one process at a time migrate. All modes exclude each other, so replicas may differ.</summary>
public enum PostgreSqlLockMode
{
    /// <summary>A session lock on a direct connection, a lease behind a pooler, which is recognised by the backend's process id.</summary>
    Auto = 0,

    /// <summary>
    /// A session's advisory lock. It ends with the connection, so others continue at once when the process dies. Does not hold behind a pooler that
    /// gives a session's transactions to different server connections.
    /// </summary>
    Session = 1,

    /// <summary>
    /// A row with an owner, an expiry by the database's clock, and an epoch that fences off a process that was too slow. Works behind any pooler.
    /// </summary>
    Lease = 2,
}
