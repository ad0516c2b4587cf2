namespace SchemaGuard;

/// <summary>Ranks findings by what they mean for the application.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Information = 0,

    /// <summary>The application works; somebody should look. Health is <c>Degraded</c>.</summary>
    Warning = 1,

    /// <summary>The application must not serve on this. Health is <c>Unhealthy</c> and the host does not start.</summary>
    Error = 2,
}
