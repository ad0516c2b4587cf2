using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Sqlite.Errors;

namespace SchemaGuard.Sqlite.Statements;

/// <summary>
/// A reader of the answers to checks that a script runs by PRAGMA, which are not errors. Where <c>integrity_check</c> or <c>quick_check</c> returns
/// rows other than <c>ok</c>, the statement has failed. <c>foreign_key_check</c> returns a row for each orphan; it may have been one before, so this
/// is a warning. What the migration itself breaks is refused at its commit (sqlite.org/pragma.html). SQLite has no other warnings.
/// </summary>
internal static class PragmaAnswer
{
    /// <summary>Returns the reader of a statement's rows; <see langword="null"/> for any other statement.</summary>
    public static Func<DbDataReader, ServerNotice?>? Of(SqlStatement statement) =>
        statement.Class.PragmaName switch
        {
            "integrity_check" or "quick_check" => row => ReadCheck(statement.Class.PragmaName, row),
            "foreign_key_check" => ReadOrphan,
            _ => null,
        };

    private static ServerNotice? ReadCheck(string name, DbDataReader row) =>
        Text(row, 0) is var text && !text.Equals("ok", StringComparison.OrdinalIgnoreCase)
            ? new ServerNotice(LogLevel.Error, name, SqliteMessages.CheckFailed(name, text), SqliteMessages.CheckFailedRemedy)
            : null;

    private static ServerNotice? ReadOrphan(DbDataReader row) =>
        row.FieldCount >= 3
            ? new ServerNotice(LogLevel.Warning, "foreign_key_check", SqliteMessages.Orphan(Text(row, 0), Text(row, 2)))
            : null;

    private static string Text(DbDataReader row, int column) => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
