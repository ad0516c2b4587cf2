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
}
