using Microsoft.Extensions.Logging;

namespace SchemaGuard.Diagnostics;

/// <summary>Holds every log message of the package. Ids are public in <see cref="SchemaGuardEventIds"/> and only ever added.</summary>
internal static partial class Log
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

    [LoggerMessage(
        SchemaGuardEventIds.Applying,
        LogLevel.Information,
        "Schema guard '{Guard}' begins to apply what is pending: {Count}, the first {First}, the last {Last}",
        EventName = nameof(SchemaGuardEventIds.Applying)
    )]
    public static partial void Applying(ILogger logger, string guard, int count, string first, string last);

    [LoggerMessage(
        SchemaGuardEventIds.MigrationApplied,
        LogLevel.Debug,
        "Schema guard '{Guard}' applied {Migration}: {Statements} statements in {Duration}",
        EventName = nameof(SchemaGuardEventIds.MigrationApplied)
    )]
    public static partial void MigrationApplied(ILogger logger, string guard, string migration, int statements, TimeSpan duration);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForDatabase,
        LogLevel.Warning,
        "Schema guard '{Guard}' waits for database {Target}, which cannot be used at the moment: {Reason}",
        EventName = nameof(SchemaGuardEventIds.WaitingForDatabase)
    )]
    public static partial void WaitingForDatabase(ILogger logger, string guard, string target, string reason);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForLock,
        LogLevel.Information,
        "Schema guard '{Guard}' waits for the migration lock, which another program holds",
        EventName = nameof(SchemaGuardEventIds.WaitingForLock)
    )]
    public static partial void WaitingForLock(ILogger logger, string guard);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForMigrations,
        LogLevel.Information,
        "Schema guard '{Guard}' waits for another process to apply {Count} migrations, from {First}",
        EventName = nameof(SchemaGuardEventIds.WaitingForMigrations)
    )]
    public static partial void WaitingForMigrations(ILogger logger, string guard, int count, string first);

    [LoggerMessage(
        SchemaGuardEventIds.StampNotWritten,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not leave its verification stamp, so the next start verifies in full: {Reason}",
        EventName = nameof(SchemaGuardEventIds.StampNotWritten)
    )]
    public static partial void StampNotWritten(ILogger logger, string guard, string reason);

    [LoggerMessage(
        SchemaGuardEventIds.TerminationLogNotWritten,
        LogLevel.Debug,
        "The reason of the refusal could not be written to {Path}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.TerminationLogNotWritten)
    )]
    public static partial void TerminationLogNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(
        SchemaGuardEventIds.ErrorNotRecorded,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not leave the words of a failure in the history: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ErrorNotRecorded)
    )]
    public static partial void ErrorNotRecorded(ILogger logger, string guard, string reason);
}
