using Microsoft.Extensions.Logging;

namespace SchemaGuard.PostgreSql.Messages;

/// <summary>The log messages of the package.</summary>
internal static partial class PostgreSqlLog
{
    [LoggerMessage(
        PostgreSqlEventIds.Notice,
        LogLevel.Debug,
        "Schema guard '{Guard}': the server says, {Severity}: {Notice}",
        EventName = nameof(PostgreSqlEventIds.Notice)
    )]
    public static partial void Notice(ILogger logger, string guard, string severity, string notice);

    [LoggerMessage(
        PostgreSqlEventIds.ServerWarning,
        LogLevel.Warning,
        "Schema guard '{Guard}': the server warns: {Notice}",
        EventName = nameof(PostgreSqlEventIds.ServerWarning)
    )]
    public static partial void ServerWarning(ILogger logger, string guard, string notice);
}
