namespace SchemaGuard.PostgreSql.Options;

/// <summary>Says how one process at a time is let migrate. All modes exclude each other: replicas may differ.</summary>
public enum PostgreSqlLockMode
{
    /// <summary>A session lock on a direct connection, a lease behind a pooler, which is recognised by the backend's process id.</summary>
    Auto = 0,

    /// <summary>A session's advisory lock: it ends with the connection, so that others go on at once when the process dies. Does not hold behind a pooler
    /// that gives a session's transactions to different server connections.</summary>
    Session = 1,

    /// <summary>A row with an owner, an expiry by the database's clock and an epoch that fences off whoever was too slow. Works behind any pooler.</summary>
    Lease = 2,
}
