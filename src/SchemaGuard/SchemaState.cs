namespace SchemaGuard;

/// <summary>Ranks what is known about a database.</summary>
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
}
