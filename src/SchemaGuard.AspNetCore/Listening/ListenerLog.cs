using Microsoft.Extensions.Logging;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The log messages of the listener.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(
        SchemaGuardAspNetCoreEventIds.ListenerAnswers,
        LogLevel.Information,
        "SchemaGuard answers probes on {Addresses} {Period}",
        EventName = nameof(SchemaGuardAspNetCoreEventIds.ListenerAnswers)
    )]
    public static partial void Answering(ILogger logger, string addresses, string period);

    [LoggerMessage(
        SchemaGuardAspNetCoreEventIds.ListenerFailed,
        LogLevel.Warning,
        "SchemaGuard cannot answer probes while the guards work. {Reason} The start goes on, but an orchestrator may take the process for dead",
        EventName = nameof(SchemaGuardAspNetCoreEventIds.ListenerFailed)
    )]
    public static partial void NotAnswering(ILogger logger, string reason);

    [LoggerMessage(
        SchemaGuardAspNetCoreEventIds.RefusalHeld,
        LogLevel.Information,
        "The start was refused. The probes tell the reason for {Time}, then the process exits",
        EventName = nameof(SchemaGuardAspNetCoreEventIds.RefusalHeld)
    )]
    public static partial void Held(ILogger logger, TimeSpan time);

    [LoggerMessage(
        SchemaGuardAspNetCoreEventIds.ListenerIdle,
        LogLevel.Debug,
        "SchemaGuard answers no probes while the guards work, because {Reason}",
        EventName = nameof(SchemaGuardAspNetCoreEventIds.ListenerIdle)
    )]
    public static partial void Idle(ILogger logger, string reason);

    [LoggerMessage(
        SchemaGuardAspNetCoreEventIds.ListenerNotStopped,
        LogLevel.Debug,
        "The listener of probes did not stop properly. {Reason}",
        EventName = nameof(SchemaGuardAspNetCoreEventIds.ListenerNotStopped)
    )]
    public static partial void NotStopped(ILogger logger, string reason);

    /// <summary>Returns the first line of what an exception says, as a sentence.</summary>
    public static string Reason(Exception exception)
    {
        var line = exception.Message.AsSpan();
        line = line[..(line.IndexOfAny('\r', '\n') is var end and >= 0 ? end : line.Length)].Trim();
        return line is [.., '.' or '!' or '?'] ? line.ToString() : $"{line}.";
    }
}
