using Microsoft.Extensions.Logging;
using SchemaGuard.Reports;

namespace SchemaGuard.Hosting;

/// <summary>
/// The log messages at the end of a start. They are written in the way in which the host writes its own at every start, so the code that they need is
/// already compiled. A generated method with a different number of parameters would have its own types.
/// </summary>
internal static class VerdictLog
{
    public static void Ready(ILogger logger, SchemaReport report) =>
        Write(logger, LogLevel.Information, SchemaGuardEventIds.Ready, nameof(SchemaGuardEventIds.Ready), "is ready", report);

    public static void Degraded(ILogger logger, SchemaReport report) =>
        Write(
            logger,
            LogLevel.Warning,
            SchemaGuardEventIds.Degraded,
            nameof(SchemaGuardEventIds.Degraded),
            "lets the host start, with warnings",
            report
        );

    public static void Off(ILogger logger, string guard) =>
        logger.Log(
            LogLevel.Warning,
            new EventId(SchemaGuardEventIds.Off, nameof(SchemaGuardEventIds.Off)),
            "Schema guard '{Guard}' is off: nothing was checked",
            guard
        );

    public static void DesignTime(ILogger logger, string tool) =>
        logger.Log(
            LogLevel.Warning,
            new EventId(SchemaGuardEventIds.DesignTime, nameof(SchemaGuardEventIds.DesignTime)),
            "SchemaGuard is off: '{Tool}' started this application only to read it; no database is read or changed",
            tool
        );

    public static void Refused(ILogger logger, SchemaGuardException exception) =>
        logger.Log(
            LogLevel.Error,
            new EventId(SchemaGuardEventIds.Refused, nameof(SchemaGuardEventIds.Refused)),
            "Schema guard '{Guard}' refuses to start the application, exit code {ExitCode}: {Reason}",
            exception.Guard,
            exception.ExitCode,
            exception.Message
        );

    private static void Write(ILogger logger, LogLevel level, int id, string name, string verdict, SchemaReport report)
    {
        if (logger.IsEnabled(level))
        {
            logger.Log(level, new EventId(id, name), new VerdictEntry(verdict, report), exception: null, VerdictEntry.Format);
        }
    }
}
