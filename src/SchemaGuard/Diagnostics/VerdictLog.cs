using Microsoft.Extensions.Logging;

namespace SchemaGuard.Diagnostics;

/// <summary>Holds the log messages of a start's end. They stand apart from the others so that a start that has nothing to do prepares no more than them.</summary>
internal static partial class VerdictLog
{
    [LoggerMessage(
        SchemaGuardEventIds.Ready,
        LogLevel.Information,
        "Schema guard '{Guard}' is ready: {Summary}{Report}",
        EventName = nameof(SchemaGuardEventIds.Ready)
    )]
    public static partial void Ready(ILogger logger, string guard, string summary, string report);

    [LoggerMessage(
        SchemaGuardEventIds.Degraded,
        LogLevel.Warning,
        "Schema guard '{Guard}' lets the host start, with warnings: {Summary}{Report}",
        EventName = nameof(SchemaGuardEventIds.Degraded)
    )]
    public static partial void Degraded(ILogger logger, string guard, string summary, string report);

    [LoggerMessage(
        SchemaGuardEventIds.Off,
        LogLevel.Warning,
        "Schema guard '{Guard}' is off: nothing was checked",
        EventName = nameof(SchemaGuardEventIds.Off)
    )]
    public static partial void Off(ILogger logger, string guard);
}
