using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers.Errors;
using SQLitePCL;

namespace SchemaGuard.Sqlite.Errors;

/// <summary>The kind, sentence and remedy of each failure of SQLite (result codes: sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    private const int ForeignKeyConstraint = 787;
    private const int LockedSharedCache = 262;
    private const string OwnStatement = "SQL statements in progress";
    private const int PrimaryCode = 0xFF;

    public static DatabaseError Classify(Exception exception) =>
        exception switch
        {
            DatabaseRefusedException refused => refused.Error,
            SqliteException sqlite => Classify(sqlite) with { Code = Code(sqlite) },
            _ when IsNativeLibraryMissing(exception) => new DatabaseError(
                DatabaseErrorKind.Refused,
                SqliteMessages.NativeLibraryMissing(),
                SqliteMessages.NativeLibraryMissingRemedy
            ),
            OperationCanceledException => new DatabaseError(DatabaseErrorKind.Interrupted, exception.Message),
            _ => new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
        };

    /// <summary>Determines whether a result code of the native interface means that another connection holds a lock.</summary>
    public static bool IsBusy(int result) => (result & PrimaryCode) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Creates the driver's exception from a result of the native interface.</summary>
    public static SqliteException Create(SqliteConnection connection, int result) =>
        new(
            $"SQLite Error {result & PrimaryCode}: '{raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}'.",
            result & PrimaryCode,
            raw.sqlite3_extended_errcode(connection.Handle)
        );

    private static DatabaseError Classify(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            // Without a shared cache, LOCKED is the connection's own doing, and waiting would not end it.
            raw.SQLITE_LOCKED when exception.SqliteExtendedErrorCode != LockedSharedCache => new(
                DatabaseErrorKind.Statement,
                Text(exception),
                SqliteMessages.LockedByItselfRemedy
            ),
            raw.SQLITE_BUSY when Text(exception).Contains(OwnStatement, StringComparison.Ordinal) => new(
                DatabaseErrorKind.Statement,
                Text(exception),
                SqliteMessages.LockedByItselfRemedy
            ),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(DatabaseErrorKind.Busy, SqliteMessages.Busy()),
            raw.SQLITE_READONLY => new(DatabaseErrorKind.ReadOnly, SqliteMessages.ReadOnly(), SqliteMessages.ReadOnlyRemedy),
            raw.SQLITE_INTERRUPT => new(DatabaseErrorKind.Interrupted, Text(exception)),
            raw.SQLITE_CORRUPT when IsSchemaNotUnderstood(Text(exception)) => new(
                DatabaseErrorKind.Refused,
                SqliteMessages.SchemaNotUnderstood(Text(exception)),
                SqliteMessages.SchemaNotUnderstoodRemedy(raw.sqlite3_libversion().utf8_to_string())
            ),
            raw.SQLITE_CORRUPT => new(DatabaseErrorKind.Refused, SqliteMessages.Damaged(), SqliteMessages.DamagedRemedy),
            raw.SQLITE_FULL => new(DatabaseErrorKind.DiskFull, SqliteMessages.Full(), SqliteMessages.FullRemedy),
            raw.SQLITE_CANTOPEN => new(DatabaseErrorKind.Refused, SqliteMessages.CannotOpen(), SqliteMessages.CannotOpenRemedy),
            raw.SQLITE_NOTADB => new(DatabaseErrorKind.Refused, SqliteMessages.NotADatabase(), SqliteMessages.NotADatabaseRemedy),
            _ => OfStatement(exception),
        };

    /// <summary>
    /// Determines whether the schema is intact and only contains something that a newer SQLite has introduced, such as STRICT. Every statement then
    /// fails as if the file were damaged.
    /// </summary>
    private static bool IsSchemaNotUnderstood(string text) =>
        text.StartsWith("malformed database schema", StringComparison.Ordinal)
        && (
            text.Contains("syntax error", StringComparison.Ordinal)
            || text.Contains("unknown table option", StringComparison.Ordinal)
            || text.Contains("no such function", StringComparison.Ordinal)
            || text.Contains("unrecognized token", StringComparison.Ordinal)
        );

    /// <summary>Determines whether this is the exception that the driver throws when the application brings no native library.</summary>
    private static bool IsNativeLibraryMissing(Exception? exception) =>
        exception is not null
        && (
            exception is DllNotFoundException
            || exception.Message.Contains("SQLitePCL.raw.SetProvider", StringComparison.Ordinal)
            || IsNativeLibraryMissing(exception.InnerException)
        );

    private static DatabaseError OfStatement(SqliteException exception)
    {
        var text = Text(exception);
        var remedy =
            exception.SqliteExtendedErrorCode == ForeignKeyConstraint ? SqliteMessages.ForeignKeyRemedy
            : text.StartsWith("foreign key mismatch", StringComparison.Ordinal) ? SqliteMessages.ForeignKeyMismatchRemedy
            : text.EndsWith("already exists", StringComparison.Ordinal) ? SqliteMessages.AlreadyExistsRemedy
            : null;
        return new DatabaseError(DatabaseErrorKind.Statement, QuotedValues.Withhold(text), remedy)
        {
            NearToken = NearToken(text),
            IsOfShape =
                text.StartsWith("no such table", StringComparison.Ordinal) || text.StartsWith("no such column", StringComparison.Ordinal),
        };
    }

    private static string Code(SqliteException exception) =>
        "SQLite " + Math.Max(exception.SqliteErrorCode, exception.SqliteExtendedErrorCode).ToString(CultureInfo.InvariantCulture);

    /// <summary>Extracts SQLite's own words from the driver's <c>SQLite Error 1: 'words'.</c></summary>
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
