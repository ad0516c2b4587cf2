using Microsoft.Extensions.Logging;
using Npgsql;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>
/// The treatment of the server's notices (PostgreSQL documentation, "Message Severity Levels"). A warning becomes a finding. A notice that a
/// statement left something unchanged, or affected more than it names, is worth logging. Everything else is for a detailed log. What a script's own
/// code raises is the script's text, and may contain data.
/// </summary>
internal static class ServerNotices
{
    /// <summary>The source files of the procedural languages, from which RAISE and its equivalents report.</summary>
    private static readonly HashSet<string> Languages = new(StringComparer.Ordinal)
    {
        "pl_exec.c",
        "plperl.c",
        "plpy_plpymodule.c",
        "pltcl.c",
    };

    /// <summary>The server's routines that report what CASCADE has removed.</summary>
    private static readonly HashSet<string> Cascades = new(StringComparer.Ordinal) { "reportDependentObjects", "ExecuteTruncateGuts" };

    /// <summary>Determines whether a notice is a warning; its severity may be in any language.</summary>
    public static bool IsWarning(PostgresNotice notice) => notice.InvariantSeverity == "WARNING";

    /// <summary>Determines whether a script's own code raised a notice.</summary>
    public static bool IsOfScript(PostgresNotice notice) => notice.File is { } file && Languages.Contains(file);

    /// <summary>Returns a notice's text, leaving out what a script's own code says.</summary>
    public static string Text(PostgresNotice notice) =>
        IsOfScript(notice) ? PostgreSqlMessages.RaisedWarning : QuotedValues.Withhold(notice.SqlState, notice.MessageText);

    /// <summary>Reads a notice that matters beyond the log of all notices; <see langword="null"/> for the rest.</summary>
    public static ServerNotice? Read(PostgresNotice notice) =>
        IsWarning(notice) ? new ServerNotice(LevelOf(notice.SqlState), notice.SqlState, Text(notice)) { IsLogged = true }
        : !IsOfScript(notice) && (IsSkip(notice.SqlState) || Cascades.Contains(notice.Routine ?? ""))
            ? new ServerNotice(LogLevel.Information, notice.SqlState, notice.MessageText)
        : null;

    /// <summary>
    /// Returns the level of a warning. Whether a transaction is in progress is the guard's doing: a script's own BEGIN and COMMIT are reported
    /// beforehand.
    /// </summary>
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
