using Microsoft.Extensions.Logging;
using SchemaGuard.Failures;

namespace SchemaGuard.Telemetry;

/// <summary>Holds every log message of the package but the verdicts. Ids are public in <see cref="SchemaGuardEventIds"/> and only ever added.</summary>
internal static partial class Log
{
    public static void Applying(ILogger logger, string guard, int count, string first, string last)
    {
        var id = new EventId(SchemaGuardEventIds.Applying, nameof(SchemaGuardEventIds.Applying));
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        if (count == 1)
        {
            logger.Log(LogLevel.Information, id, "Schema guard '{Guard}' applies {Count} pending migration, {First}", guard, count, first);
        }
        else
        {
            logger.Log(
                LogLevel.Information,
                id,
                "Schema guard '{Guard}' applies {Count} pending migrations, from {First} to {Last}",
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
        "Schema guard '{Guard}' waits for the migration lock, held by {Holder}; next is {Next}, {Left} left",
        EventName = nameof(SchemaGuardEventIds.WaitingForLock)
    )]
    public static partial void WaitingForLock(ILogger logger, string guard, string holder, string next, int left);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForBlockers,
        LogLevel.Warning,
        "Schema guard '{Guard}' tries {Migration} again, which others keep from going on: {Reason}; in its way: {Blockers}",
        EventName = nameof(SchemaGuardEventIds.WaitingForBlockers)
    )]
    public static partial void WaitingForBlockers(ILogger logger, string guard, string migration, string reason, string blockers);

    [LoggerMessage(
        SchemaGuardEventIds.BlockersNotFound,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not find out who keeps its statement waiting: {Reason}",
        EventName = nameof(SchemaGuardEventIds.BlockersNotFound)
    )]
    public static partial void BlockersNotFound(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.LockLost,
        LogLevel.Warning,
        "Schema guard '{Guard}' has lost the migration lock at {Migration}; nothing of it was committed without the lock, and it is planned again",
        EventName = nameof(SchemaGuardEventIds.LockLost)
    )]
    public static partial void LockLost(ILogger logger, string guard, string migration);

    [LoggerMessage(
        SchemaGuardEventIds.ConnectionLost,
        LogLevel.Warning,
        "Schema guard '{Guard}' has lost its connection to {Target}: {Reason}. It reads on a new one what was committed",
        EventName = nameof(SchemaGuardEventIds.ConnectionLost)
    )]
    public static partial void ConnectionLost(ILogger logger, string guard, string target, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.NotRolledBack,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not roll back; the end of the connection does: {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotRolledBack)
    )]
    public static partial void NotRolledBack(ILogger logger, string guard, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.NotWithdrawn,
        LogLevel.Debug,
        "Schema guard '{Guard}': migration '{Migration}', of which nothing was done, could not be withdrawn. {Reason}",
        EventName = nameof(SchemaGuardEventIds.NotWithdrawn)
    )]
    public static partial void NotWithdrawn(ILogger logger, string guard, string migration, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.Adopted,
        LogLevel.Information,
        "Schema guard '{Guard}', migration '{Migration}': '{Statement}' counts as done, because {Object} was there already with the same shape",
        EventName = nameof(SchemaGuardEventIds.Adopted)
    )]
    public static partial void Adopted(ILogger logger, string guard, string migration, string statement, string @object);

    [LoggerMessage(
        SchemaGuardEventIds.ExistingNotCompared,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not compare what is there already with what '{Statement}' was to make: {Reason}",
        EventName = nameof(SchemaGuardEventIds.ExistingNotCompared)
    )]
    public static partial void ExistingNotCompared(ILogger logger, string guard, string statement, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.RemainsNotRemoved,
        LogLevel.Warning,
        "Schema guard '{Guard}' could not remove what the failed '{Statement}' has left behind: {Reason}",
        EventName = nameof(SchemaGuardEventIds.RemainsNotRemoved)
    )]
    public static partial void RemainsNotRemoved(ILogger logger, string guard, string statement, LoggedReason reason);

    [LoggerMessage(
        SchemaGuardEventIds.StatementSettled,
        LogLevel.Information,
        "Schema guard '{Guard}' settled by the catalog what an interrupted run had left of '{Statement}': {Verdict}",
        EventName = nameof(SchemaGuardEventIds.StatementSettled)
    )]
    public static partial void StatementSettled(ILogger logger, string guard, string statement, string verdict);

    [LoggerMessage(
        SchemaGuardEventIds.WaitingForMigrations,
        LogLevel.Information,
        "Schema guard '{Guard}' waits for {Owner} to apply what is pending ({Count}); next is {First}",
        EventName = nameof(SchemaGuardEventIds.WaitingForMigrations)
    )]
    public static partial void WaitingForMigrations(ILogger logger, string guard, string owner, int count, string first);

    [LoggerMessage(
        SchemaGuardEventIds.StampNotWritten,
        LogLevel.Debug,
        "Schema guard '{Guard}' could not leave its verification stamp, so the next start verifies in full: {Reason}",
        EventName = nameof(SchemaGuardEventIds.StampNotWritten)
    )]
    public static partial void StampNotWritten(ILogger logger, string guard, LoggedReason reason);

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
    public static partial void ErrorNotRecorded(ILogger logger, string guard, LoggedReason reason);
}
