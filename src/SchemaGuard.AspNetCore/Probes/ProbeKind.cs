namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The questions that an orchestrator asks.</summary>
internal enum ProbeKind
{
    /// <summary>Is the process alive?</summary>
    Live,

    /// <summary>Has the process started? Once it has, it stays so.</summary>
    Startup,

    /// <summary>May requests be sent to it?</summary>
    Ready,
}
