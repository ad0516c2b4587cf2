using Microsoft.Extensions.Logging;

namespace SchemaGuard.Telemetry;

/// <summary>Holds the log messages about what a server says of a migration's statements.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(
        SchemaGuardEventIds.StatementWarning,
        LogLevel.Warning,
        "Schema guard '{Guard}', {Place}: '{Statement}' was carried out, and the server warned ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementWarning)
    )]
    public static partial void StatementWarning(ILogger logger, string guard, string place, string statement, string code, string notice);

    [LoggerMessage(
        SchemaGuardEventIds.StatementNotice,
        LogLevel.Information,
        "Schema guard '{Guard}', {Place}: the server says of '{Statement}' ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementNotice)
    )]
    public static partial void StatementNotice(ILogger logger, string guard, string place, string statement, string code, string notice);

    [LoggerMessage(
        SchemaGuardEventIds.StatementNote,
        LogLevel.Debug,
        "Schema guard '{Guard}', {Place}: the server notes of '{Statement}' ({Code}): {Notice}",
        EventName = nameof(SchemaGuardEventIds.StatementNote)
    )]
    public static partial void StatementNote(ILogger logger, string guard, string place, string statement, string code, string notice);
}
