using Microsoft.Extensions.Logging;

namespace SchemaGuard.Telemetry;

/// <summary>The log messages about a server's notices on the statements of a migration.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(
        SchemaGuardEventIds.StatementWarning,
        LogLevel.Warning,
        "Schema guard '{Guard}', {Place}: '{Statement}' was executed, and the server issued a warning ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementWarning)
    )]
    public static partial void StatementWarning(ILogger logger, string guard, string place, string statement, string code, string notice);

    [LoggerMessage(
        SchemaGuardEventIds.StatementNotice,
        LogLevel.Information,
        "Schema guard '{Guard}', {Place}: the server issued a notice on '{Statement}' ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementNotice)
    )]
    public static partial void StatementNotice(ILogger logger, string guard, string place, string statement, string code, string notice);

    [LoggerMessage(
        SchemaGuardEventIds.StatementNote,
        LogLevel.Debug,
        "Schema guard '{Guard}', {Place}: the server issued a note on '{Statement}' ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementNote)
    )]
    public static partial void StatementNote(ILogger logger, string guard, string place, string statement, string code, string notice);
}
