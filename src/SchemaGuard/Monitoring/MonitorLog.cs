using Microsoft.Extensions.Logging;

namespace SchemaGuard.Monitoring;

/// <summary>The log messages of the monitor. <c>Seconds</c> is the time of the text as a number, for programs.</summary>
internal static partial class MonitorLog
{
    [LoggerMessage(
        SchemaGuardEventIds.TurnedBad,
        LogLevel.Error,
        "Schema guard '{Guard}' found that the database is no longer as this build needs it:{Report}",
        EventName = nameof(SchemaGuardEventIds.TurnedBad)
    )]
    public static partial void TurnedBad(ILogger logger, string guard, string report);

    [LoggerMessage(
        SchemaGuardEventIds.Turned,
        LogLevel.Warning,
        "Schema guard '{Guard}' found that the database is now {State}{Report}",
        EventName = nameof(SchemaGuardEventIds.Turned)
    )]
    public static partial void Turned(ILogger logger, string guard, SchemaState state, string report);

    [LoggerMessage(
        SchemaGuardEventIds.Recovered,
        LogLevel.Information,
        "Schema guard '{Guard}' found that the database is again as this build needs it{Report}",
        EventName = nameof(SchemaGuardEventIds.Recovered)
    )]
    public static partial void Recovered(ILogger logger, string guard, string report);

    [LoggerMessage(
        SchemaGuardEventIds.NotReached,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not check the database while the application is running, for {Time} so far; its verdict stays {State}: "
            + "{Reason}",
        EventName = nameof(SchemaGuardEventIds.NotReached)
    )]
    public static partial void NotReached(
        ILogger logger,
        Exception? exception,
        string guard,
        TimeSpan time,
        SchemaState state,
        string reason,
        double seconds
    );

    [LoggerMessage(
        SchemaGuardEventIds.Unreachable,
        LogLevel.Error,
        "Schema guard '{Guard}' has been unable to reach its database for {Time}, longer than is tolerated. "
            + "The schema was {LastSeen} when it was last seen, at {CheckedAt:u}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.Unreachable)
    )]
    public static partial void Unreachable(
        ILogger logger,
        string guard,
        TimeSpan time,
        SchemaState lastSeen,
        DateTimeOffset checkedAt,
        string reason,
        double seconds
    );

    [LoggerMessage(
        SchemaGuardEventIds.Misconfigured,
        LogLevel.Error,
        "Schema guard '{Guard}' has been unable to check its database for {Time}, and another attempt would not help. "
            + "The schema was {LastSeen} when it was last seen, at {CheckedAt:u}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.Misconfigured)
    )]
    public static partial void Misconfigured(
        ILogger logger,
        Exception? exception,
        string guard,
        TimeSpan time,
        SchemaState lastSeen,
        DateTimeOffset checkedAt,
        string reason,
        double seconds
    );

    [LoggerMessage(
        SchemaGuardEventIds.LooksAgain,
        LogLevel.Information,
        "Schema guard '{Guard}' can check the database again, after {Time}; its verdict is {State}",
        EventName = nameof(SchemaGuardEventIds.LooksAgain)
    )]
    public static partial void LooksAgain(ILogger logger, string guard, TimeSpan time, SchemaState state, double seconds);
}
