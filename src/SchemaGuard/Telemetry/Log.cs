using Microsoft.Extensions.Logging;
using SchemaGuard.Failures;

namespace SchemaGuard.Telemetry;

/// <summary>
/// All log messages of the package except those about verdicts. Their ids are public in <see cref="SchemaGuardEventIds"/> and are only ever
/// added. A parameter that a message's text does not name is a number for programs: a log in JSON has a time as <c>Seconds</c>.
/// </summary>
internal static partial class Log
{
    /// <summary>The category of every log message.</summary>
    public const string Category = "SchemaGuard";

    public static void Applying(ILogger logger, string guard, int count, string first, string last)
    {
        var id = new EventId(SchemaGuardEventIds.Applying, nameof(SchemaGuardEventIds.Applying));
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        if (count == 1)
        {
            logger.Log(
                LogLevel.Information,
                id,
                "Schema guard '{Guard}' is applying {Count} pending migration, {First}",
                guard,
                count,
                first
            );
        }
        else
        {
            logger.Log(
                LogLevel.Information,
                id,
                "Schema guard '{Guard}' is applying {Count} pending migrations, from {First} to {Last}",
                guard,
                count,
                first,
                last
            );
        }
    }

    [LoggerMessage(
        SchemaGuardEventIds.MigrationBegins,
        LogLevel.Information,
        "Schema guard '{Guard}' begins {Migration}, {Number} of {Count}",
        EventName = nameof(SchemaGuardEventIds.MigrationBegins)
    )]
    public static partial void MigrationBegins(ILogger logger, string guard, string migration, int number, int count);

    [LoggerMessage(
        SchemaGuardEventIds.MigrationApplied,
        LogLevel.Debug,
        "Schema guard '{Guard}' applied {Migration} in {Duration} (statements: {Statements})",
        EventName = nameof(SchemaGuardEventIds.MigrationApplied)
    )]
    public static partial void MigrationApplied(
        ILogger logger,
        string guard,
        string migration,
        int statements,
        TimeSpan duration,
        double seconds
    );

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForDatabase,
        LogLevel.Warning,
        "Schema guard '{Guard}' is waiting for database {Target}, which is unavailable at the moment: {Reason}",
        EventName = nameof(SchemaGuardEventIds.WaitingForDatabase)
    )]
    public static partial void WaitingForDatabase(ILogger logger, string guard, string target, string reason, double seconds);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForLock,
        LogLevel.Information,
        "Schema guard '{Guard}' is waiting for the migration lock, held by {Holder}; next is {Next}, {Left} left",
        EventName = nameof(SchemaGuardEventIds.WaitingForLock)
    )]
    public static partial void WaitingForLock(ILogger logger, string guard, string holder, string next, int left, double seconds);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForBlockers,
        LogLevel.Warning,
        "Schema guard '{Guard}' retries {Migration}, which other sessions are blocking: {Reason}; blocked by: {Blockers}",
        EventName = nameof(SchemaGuardEventIds.WaitingForBlockers)
    )]
    public static partial void WaitingForBlockers(ILogger logger, string guard, string migration, string reason, string blockers);

    [LoggerMessage(
        SchemaGuardEventIds.BlockersNotFound,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not determine which sessions block its statement: {Reason}",
        EventName = nameof(SchemaGuardEventIds.BlockersNotFound)
    )]
    public static partial void BlockersNotFound(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.LockLost,
        LogLevel.Warning,
        "Schema guard '{Guard}' lost the migration lock during {Migration}. Nothing was committed without the lock; it plans again",
        EventName = nameof(SchemaGuardEventIds.LockLost)
    )]
    public static partial void LockLost(ILogger logger, string guard, string migration);

    [LoggerMessage(
        SchemaGuardEventIds.ConnectionLost,
        LogLevel.Warning,
        "Schema guard '{Guard}' lost its connection to {Target}: {Reason}. It reconnects and reads what was committed",
        EventName = nameof(SchemaGuardEventIds.ConnectionLost)
    )]
    public static partial void ConnectionLost(ILogger logger, string guard, string target, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.NotRolledBack,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not roll back; closing the connection rolls back instead: {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotRolledBack)
    )]
    public static partial void NotRolledBack(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.NotWithdrawn,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not withdraw migration '{Migration}', of which nothing was done: {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotWithdrawn)
    )]
    public static partial void NotWithdrawn(ILogger logger, string guard, string migration, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.Adopted,
        LogLevel.Information,
        "Schema guard '{Guard}', migration '{Migration}': '{Statement}' counts as done, because {Object} already existed with the same shape",
        EventName = nameof(SchemaGuardEventIds.Adopted)
    )]
    public static partial void Adopted(ILogger logger, string guard, string migration, string statement, string @object);

    [LoggerMessage(
        SchemaGuardEventIds.ExistingNotCompared,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not compare the existing object with the one that '{Statement}' would create: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ExistingNotCompared)
    )]
    public static partial void ExistingNotCompared(ILogger logger, string guard, string statement, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.RemainsNotRemoved,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not remove what the failed '{Statement}' left behind: {Reason}",
        EventName = nameof(SchemaGuardEventIds.RemainsNotRemoved)
    )]
    public static partial void RemainsNotRemoved(ILogger logger, string guard, string statement, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.StatementSettled,
        LogLevel.Information,
        "Schema guard '{Guard}' determined from the catalog what an interrupted run left of '{Statement}': {Verdict}",
        EventName = nameof(SchemaGuardEventIds.StatementSettled)
    )]
    public static partial void StatementSettled(ILogger logger, string guard, string statement, string verdict);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForMigrations,
        LogLevel.Information,
        "Schema guard '{Guard}' is waiting for {Owner} to apply the pending migrations ({Count}); next is {First}",
        EventName = nameof(SchemaGuardEventIds.WaitingForMigrations)
    )]
    public static partial void WaitingForMigrations(ILogger logger, string guard, string owner, int count, string first, double seconds);

    [LoggerMessage(
        SchemaGuardEventIds.StampNotWritten,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not write its verification stamp, so the next start verifies in full: {Reason}",
        EventName = nameof(SchemaGuardEventIds.StampNotWritten)
    )]
    public static partial void StampNotWritten(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.TerminationLogNotWritten,
        LogLevel.Debug,
        "The reason for the refusal could not be written to {Path}: {Reason}",
        EventName = nameof(SchemaGuardEventIds.TerminationLogNotWritten)
    )]
    public static partial void TerminationLogNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(
        SchemaGuardEventIds.ErrorNotRecorded,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not record the message of a failure in the history: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ErrorNotRecorded)
    )]
    public static partial void ErrorNotRecorded(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.ChangersNotFound,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not determine who changed the schema: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ChangersNotFound)
    )]
    public static partial void ChangersNotFound(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.ObserverFailed,
        LogLevel.Warning,
        "Observer {Observer} failed on {Event}; the guards are not affected",
        EventName = nameof(SchemaGuardEventIds.ObserverFailed)
    )]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string observer, string @event);
}
