namespace SchemaGuard;

/// <summary>The ids of the log messages of this package. An id is never changed or reused.</summary>
public static class SchemaGuardAspNetCoreEventIds
{
    /// <summary>The listener answers probes, while the guards work or as long as the process runs. Information.</summary>
    public const int ListenerAnswers = 2001;

    /// <summary>The listener could not be started, so that probes are not answered. Warning.</summary>
    public const int ListenerFailed = 2002;

    /// <summary>A start was refused, and the process stays for a while so that the reason can be read. Information.</summary>
    public const int RefusalHeld = 2003;

    /// <summary>The listener has nothing to do in this host. Debug.</summary>
    public const int ListenerIdle = 2004;

    /// <summary>The listener did not stop properly. Debug.</summary>
    public const int ListenerNotStopped = 2005;
}
