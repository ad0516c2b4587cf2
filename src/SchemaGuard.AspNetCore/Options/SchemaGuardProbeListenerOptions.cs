namespace SchemaGuard;

/// <summary>The options of the listener that answers probes while the guards work.</summary>
public sealed class SchemaGuardProbeListenerOptions
{
    /// <summary>Gets or sets the port of the listener.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: the listener uses the addresses of the application, and hands them over to it. With a number,
    /// from 1 to 65535, it listens on all network interfaces (HTTP), and answers there until the host has stopped.
    /// </value>
    public int? Port { get; set; }

    /// <summary>
    /// Gets or sets how long the process stays after a refusal, so that the reason can be read from the probes, before it exits with its code.
    /// </summary>
    /// <value>The default value is zero: the process exits at once. One day at most. A request to stop ends the time.</value>
    public TimeSpan RefusalHold { get; set; }
}
