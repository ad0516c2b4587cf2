namespace SchemaGuard;

/// <summary>The state of a database, as far as it is known.</summary>
public enum SchemaState
{
    /// <summary>Nothing is known yet, or the guard is off.</summary>
    Unknown = 0,

    /// <summary>Everything is as this build needs it.</summary>
    Healthy = 1,

    /// <summary>The application works, but a warning needs attention.</summary>
    Degraded = 2,

    /// <summary>The application must not serve requests on this database.</summary>
    Unhealthy = 3,

    /// <summary>The database cannot be reached, or others keep it busy. If the schema was seen before, it was not unhealthy then.</summary>
    Unreachable = 4,

    /// <summary>
    /// The configuration, a file or the connection's permissions are wrong, so that the database cannot be checked. If the schema was seen
    /// before, it was not unhealthy then.
    /// </summary>
    Misconfigured = 5,
}
