namespace SchemaGuard;

/// <summary>Says what the gate does at start before it lets the host go on.</summary>
public enum StartupMode
{
    /// <summary>Applies pending migrations, then verifies. The default.</summary>
    Migrate = 0,

    /// <summary>Verifies only and refuses when anything is pending. Needs nothing but the right to read.</summary>
    Verify = 1,

    /// <summary>Waits until another process (a job, an init container) has migrated, then verifies. Needs nothing but the right to read.</summary>
    Wait = 2,

    /// <summary>Does nothing at start. The health check reports <c>Degraded</c>, because nothing is known.</summary>
    Off = 3,
}
