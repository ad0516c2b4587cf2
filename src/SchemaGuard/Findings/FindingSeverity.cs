namespace SchemaGuard;

/// <summary>The severity of a finding: what it means for the application.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing, but without consequences.</summary>
    Information = 0,

    /// <summary>The application works, but the finding needs attention. Health is <c>Degraded</c>.</summary>
    Warning = 1,

    /// <summary>The application must not serve requests on this database. Health is <c>Unhealthy</c> and the host does not start.</summary>
    Error = 2,
}
