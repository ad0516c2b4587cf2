using Microsoft.Extensions.Logging;
using SchemaGuard.Failures;

namespace SchemaGuard.Monitoring;

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
        SchemaGuardEventIds.Recovered,
        LogLevel.Information,
        "Schema guard '{Guard}' finds that the database is what this build needs again{Report}",
        EventName = nameof(SchemaGuardEventIds.Recovered)
    )]
    public static partial void Recovered(ILogger logger, string guard, string report);

    [LoggerMessage(
        SchemaGuardEventIds.NotReached,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not look at the database while the application runs, for {Time} so far; its verdict stays {State}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotReached)
    )]
    public static partial void NotReached(
        ILogger logger,
        Exception? exception,
        string guard,
        TimeSpan time,
        SchemaState state,
        string reason
    );

    [LoggerMessage(
        SchemaGuardEventIds.Unreachable,
        LogLevel.Error,
        "Schema guard '{Guard}' has not reached its database for {Time}, longer than it tolerates. The schema was {LastSeen} when it was last seen, at {CheckedAt:u}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.Unreachable)
    )]
    public static partial void Unreachable(
        ILogger logger,
        string guard,
        TimeSpan time,
        SchemaState lastSeen,
        DateTimeOffset checkedAt,
        string reason
    );

    [LoggerMessage(
        SchemaGuardEventIds.Misconfigured,
        LogLevel.Error,
        "Schema guard '{Guard}' cannot look at its database, for {Time} so far, and another try does not mend that. The schema was {LastSeen} when it was last seen, at {CheckedAt:u}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.Misconfigured)
    )]
    public static partial void Misconfigured(
        ILogger logger,
        Exception? exception,
        string guard,
        TimeSpan time,
        SchemaState lastSeen,
        DateTimeOffset checkedAt,
        string reason
    );

    [LoggerMessage(
        SchemaGuardEventIds.LooksAgain,
        LogLevel.Information,
        "Schema guard '{Guard}' can look at the database again, after {Time}; its verdict is {State}",
        EventName = nameof(SchemaGuardEventIds.LooksAgain)
    )]
    public static partial void LooksAgain(ILogger logger, string guard, TimeSpan time, SchemaState state);

    [LoggerMessage(
        SchemaGuardEventIds.ChangersNotFound,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not find out who has changed the schema: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ChangersNotFound)
    )]
    public static partial void ChangersNotFound(ILogger logger, string guard, LoggedReason reason);
}
