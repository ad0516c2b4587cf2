using Microsoft.Extensions.Logging;

namespace SchemaGuard.Diagnostics;

/// <summary>
/// Holds the log messages of a start's end. They are written as the host writes its own at every start: what these need is compiled for those,
/// too, where each generated method of another number of parameters has its own types.
/// </summary>
internal static class VerdictLog
{
    public static void Ready(ILogger logger, string guard, string summary, string report)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.Log(
                LogLevel.Information,
                new EventId(SchemaGuardEventIds.Ready, nameof(SchemaGuardEventIds.Ready)),
                "Schema guard '{Guard}' is ready: {Summary}{Report}",
                guard,
                summary,
                report
            );
        }
    }

    public static void Degraded(ILogger logger, string guard, string summary, string report) =>
        logger.Log(
            LogLevel.Warning,
            new EventId(SchemaGuardEventIds.Degraded, nameof(SchemaGuardEventIds.Degraded)),
            "Schema guard '{Guard}' lets the host start, with warnings: {Summary}{Report}",
            guard,
            summary,
            report
        );

    public static void Off(ILogger logger, string guard) =>
        logger.Log(
            LogLevel.Warning,
            new EventId(SchemaGuardEventIds.Off, nameof(SchemaGuardEventIds.Off)),
            "Schema guard '{Guard}' is off: nothing was checked",
            guard
        );
}
