using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Statements;

/// <summary>
/// A reader of the answers to ANALYZE, CHECK, REPAIR and OPTIMIZE, of tables and of partitions, and CACHE INDEX. These statements succeed even where
/// a row reports that they have failed (MySQL reference manual, "Table Maintenance Statements"). CHECKSUM TABLE gives NULL for a missing table. A
/// result is recognised by its columns, so that a procedure's is, too.
/// </summary>
internal static class MaintenanceAnswer
{
    /// <summary>The SQLSTATE of an answer without one of its own: a row contains no number.</summary>
    private const string GeneralError = "HY000";

    private static readonly string[] Rows = ["Table", "Op", "Msg_type", "Msg_text"];
    private static readonly string[] Checksums = ["Table", "Checksum"];

    /// <summary>Returns the reader of a result's rows; <see langword="null"/> for any other result.</summary>
    public static Func<DbDataReader, ServerNotice?>? Of(DbDataReader result) =>
        Has(result, Rows) ? ReadRow
        : Has(result, Checksums) ? ReadChecksum
        : null;

    private static bool Has(DbDataReader result, string[] columns)
    {
        if (result.FieldCount != columns.Length)
        {
            return false;
        }

        for (var index = 0; index < columns.Length; index++)
        {
            if (!result.GetName(index).Equals(columns[index], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static ServerNotice? ReadRow(DbDataReader row)
    {
        var (table, operation, type, text) = (Text(row, 0), Text(row, 1), Text(row, 2), Text(row, 3));
        return type.ToUpperInvariant() switch
        {
            "ERROR" => new ServerNotice(
                LogLevel.Error,
                GeneralError,
                MySqlMessages.MaintenanceFailed(operation, table, text),
                MySqlMessages.MaintenanceRemedy
            ),
            // The row before it has given the reason, if there was one.
            "STATUS" when text.Contains("failed", StringComparison.OrdinalIgnoreCase) => new ServerNotice(
                LogLevel.Error,
                GeneralError,
                MySqlMessages.MaintenanceFailed(operation, table, text),
                MySqlMessages.MaintenanceRemedy
            ),
            "WARNING" => new ServerNotice(LogLevel.Warning, operation, $"{table}: {text}"),
            _ => null,
        };
    }

    private static ServerNotice? ReadChecksum(DbDataReader row) =>
        row.IsDBNull(1) ? new ServerNotice(LogLevel.Warning, "checksum", MySqlMessages.NoChecksum(Text(row, 0))) : null;

    private static string Text(DbDataReader row, int column) => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
