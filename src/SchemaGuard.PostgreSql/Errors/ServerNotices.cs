using Microsoft.Extensions.Logging;
using Npgsql;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>
/// Says what becomes of a notice (PostgreSQL documentation, "Message Severity Levels"): a warning is a finding, that a statement has left something as it was, or has taken more with
/// it than it names, is worth knowing, and everything else is for a log that is read closely. What a script's own code raises is the script's text, and may hold data.
/// </summary>
internal static class ServerNotices
{
    /// <summary>The sources of the procedural languages from which their own RAISE and the like come.</summary>
    private static readonly HashSet<string> Languages = new(StringComparer.Ordinal)
    {
        "pl_exec.c",
        "plperl.c",
        "plpy_plpymodule.c",
        "pltcl.c",
    };

    /// <summary>The routines of the server that tell what CASCADE has taken with it.</summary>
    private static readonly HashSet<string> Cascades = new(StringComparer.Ordinal) { "reportDependentObjects", "ExecuteTruncateGuts" };

    /// <summary>Says whether the server warns; the word itself may be in any language.</summary>
    public static bool IsWarning(PostgresNotice notice) => notice.InvariantSeverity == "WARNING";

    /// <summary>Says whether a script's own code says it.</summary>
    public static bool IsOfScript(PostgresNotice notice) => notice.File is { } file && Languages.Contains(file);

    /// <summary>Gives a notice's text without what a script's own code says.</summary>
    public static string Text(PostgresNotice notice) =>
        IsOfScript(notice) ? PostgreSqlMessages.RaisedWarning
        : PostgreSqlErrors.IsOfData(notice.SqlState) ? PostgreSqlErrors.WithoutValue(notice.MessageText)
        : notice.MessageText;

    /// <summary>Reads what is worth more than the log of all notices; <see langword="null"/> for the rest.</summary>
    public static ServerNotice? Read(PostgresNotice notice) =>
        IsWarning(notice) ? new ServerNotice(LevelOf(notice.SqlState), notice.SqlState, Text(notice)) { IsLogged = true }
        : !IsOfScript(notice) && (IsSkip(notice.SqlState) || Cascades.Contains(notice.Routine ?? ""))
            ? new ServerNotice(LogLevel.Information, notice.SqlState, notice.MessageText)
        : null;

    /// <summary>That a transaction is or is not in progress is the guard's doing: a script's own BEGIN and COMMIT are told beforehand.</summary>
    private static LogLevel LevelOf(string state) =>
        state is PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.NoActiveSqlTransaction ? LogLevel.Debug : LogLevel.Warning;

    private static bool IsSkip(string state) =>
        state
            is PostgresErrorCodes.DuplicateTable
                or PostgresErrorCodes.DuplicateColumn
                or PostgresErrorCodes.DuplicateObject
                or PostgresErrorCodes.DuplicateSchema
                or PostgresErrorCodes.DuplicateFunction
                or PostgresErrorCodes.NameTooLong;
}
