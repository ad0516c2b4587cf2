namespace SchemaGuard;

/// <summary>What happens to requests when the database of a running application is no longer as its build needs it.</summary>
public enum UnhealthyPolicy
{
    /// <summary>Nothing: the readiness probe, too, keeps saying that the application may serve.</summary>
    ServeAll = 0,

    /// <summary>The readiness probe fails, so that an orchestrator sends requests elsewhere. Those that arrive are served.</summary>
    FailReadiness = 1,

    /// <summary>The readiness probe fails, and requests that may write (all but GET, HEAD, OPTIONS, TRACE and QUERY) are answered with 503.</summary>
    RefuseWrites = 2,

    /// <summary>The readiness probe fails, and all requests but the probes are answered with 503.</summary>
    RefuseAll = 3,
}
