namespace SchemaGuard;

/// <summary>The work of the gate at start, before it lets the host continue.</summary>
public enum StartupMode
{
    /// <summary>Applies pending migrations, then verifies. The default.</summary>
    Migrate = 0,

    /// <summary>Only verifies, and refuses if anything is pending. Needs only permission to read.</summary>
    Verify = 1,

    /// <summary>Waits until another process (a job, an init container) has migrated, then verifies. Needs only permission to read.</summary>
    Wait = 2,

    /// <summary>Does nothing at start. The health check reports <c>Degraded</c>, because nothing is known.</summary>
    Off = 3,

    /// <summary>
    /// Lets the host start and the application listen, and does meanwhile what <see cref="Migrate"/> does. Until every guard is satisfied the request
    /// gate answers all requests but the probes with 503, so it must be registered: <c>AddSchemaGuardRequestGate()</c> of SchemaGuard.AspNetCore.
    /// A refusal stops the host with its exit code. Other hosted services are not held back.
    /// </summary>
    Background = 4,
}
