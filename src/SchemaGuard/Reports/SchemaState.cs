namespace SchemaGuard;

/// <summary>Says what is known about a database.</summary>
public enum SchemaState
{
    /// <summary>Nothing is known yet, or the guard is off.</summary>
    Unknown = 0,

    /// <summary>Everything is as this build needs it.</summary>
    Healthy = 1,

    /// <summary>The application works; a warning asks for a look.</summary>
    Degraded = 2,

    /// <summary>The application must not serve on this database.</summary>
    Unhealthy = 3,

    /// <summary>The database cannot be reached, or others keep it busy. The schema was not unhealthy when it was last seen, if it was.</summary>
    Unreachable = 4,

    /// <summary>The configuration, a file, or what the connection may do is wrong, so that nobody can look. The schema was not unhealthy when it was last seen, if it was.</summary>
    Misconfigured = 5,
}
