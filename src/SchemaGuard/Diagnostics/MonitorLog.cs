using Microsoft.Extensions.Logging;

namespace SchemaGuard.Diagnostics;

/// <summary>Holds the log messages of the monitor.</summary>
internal static partial class MonitorLog
{
    [LoggerMessage(
        SchemaGuardEventIds.TurnedBad,
        LogLevel.Error,
        "Schema guard '{Guard}' finds that the database is no longer what this build needs:{Report}",
        EventName = nameof(SchemaGuardEventIds.TurnedBad)
    )]
    public static partial void TurnedBad(ILogger logger, string guard, string report);

    [LoggerMessage(
        SchemaGuardEventIds.Turned,
        LogLevel.Warning,
        "Schema guard '{Guard}' finds that the database is {State} now{Report}",
        EventName = nameof(SchemaGuardEventIds.Turned)
    )]
    public static partial void Turned(ILogger logger, string guard, SchemaState state, string report);

    [LoggerMessage(
        SchemaGuardEventIds.NotReached,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not look at the database while the application runs: {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotReached)
    )]
    public static partial void NotReached(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.ChangersNotFound,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not find out who has changed the schema: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ChangersNotFound)
    )]
    public static partial void ChangersNotFound(ILogger logger, string guard, LoggedReason reason);
}
