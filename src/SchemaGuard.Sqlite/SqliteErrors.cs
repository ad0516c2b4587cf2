using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SQLitePCL;

namespace SchemaGuard.Sqlite;

/// <summary>Gives each failure of SQLite its kind, its sentence and its remedy (result codes: sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    private const int ForeignKeyConstraint = 787;

    public static DatabaseError Classify(Exception exception) =>
        exception switch
        {
            DatabaseRefusedException refused => refused.Error,
            SqliteException sqlite => Classify(sqlite) with { Code = Code(sqlite) },
            OperationCanceledException => new DatabaseError(DatabaseErrorKind.Interrupted, exception.Message),
            _ => new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
        };

    private static DatabaseError Classify(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(DatabaseErrorKind.Busy, SqliteMessages.Busy()),
            raw.SQLITE_READONLY => new(DatabaseErrorKind.ReadOnly, SqliteMessages.ReadOnly(), SqliteMessages.ReadOnlyRemedy),
            raw.SQLITE_INTERRUPT => new(DatabaseErrorKind.Interrupted, Text(exception)),
            raw.SQLITE_CORRUPT => new(DatabaseErrorKind.Refused, SqliteMessages.Damaged(), SqliteMessages.DamagedRemedy),
            raw.SQLITE_FULL => new(DatabaseErrorKind.DiskFull, SqliteMessages.Full(), SqliteMessages.FullRemedy),
            raw.SQLITE_CANTOPEN => new(DatabaseErrorKind.Refused, SqliteMessages.CannotOpen(), SqliteMessages.CannotOpenRemedy),
            raw.SQLITE_NOTADB => new(DatabaseErrorKind.Refused, SqliteMessages.NotADatabase(), SqliteMessages.NotADatabaseRemedy),
            _ => OfStatement(exception),
        };

    private static DatabaseError OfStatement(SqliteException exception)
    {
        var text = Text(exception);
        var remedy =
            exception.SqliteExtendedErrorCode == ForeignKeyConstraint ? SqliteMessages.ForeignKeyRemedy
            : text.EndsWith("already exists", StringComparison.Ordinal) ? SqliteMessages.AlreadyExistsRemedy
            : null;
        return new DatabaseError(DatabaseErrorKind.Statement, text, remedy) { NearToken = NearToken(text) };
    }

    private static string Code(SqliteException exception) =>
        "SQLite " + Math.Max(exception.SqliteErrorCode, exception.SqliteExtendedErrorCode).ToString(CultureInfo.InvariantCulture);

    /// <summary>Gives SQLite's own words out of the driver's <c>SQLite Error 1: 'words'.</c></summary>
    private static string Text(SqliteException exception)
    {
        var start = exception.Message.IndexOf('\'', StringComparison.Ordinal);
        var end = exception.Message.LastIndexOf('\'');
        return end > start ? exception.Message[(start + 1)..end] : exception.Message;
    }

    /// <summary>Finds the token that SQLite names in <c>near "token": syntax error</c>.</summary>
    private static string? NearToken(string text)
    {
        const string Before = "near \"";
        const string After = "\": syntax error";
        return text.StartsWith(Before, StringComparison.Ordinal) && text.EndsWith(After, StringComparison.Ordinal)
            ? text[Before.Length..^After.Length]
            : null;
    }
}
