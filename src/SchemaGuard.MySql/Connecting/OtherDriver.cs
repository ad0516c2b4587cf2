using System.Data;
using System.Data.Common;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// The detection of a data source that opens connections to another product, by the first question that only MySQL and MariaDB understand.
/// </summary>
internal static class OtherDriver
{
    /// <summary>
    /// Determines whether a failure comes from another product: its session continues, and its driver, which is not a MySQL driver, gives no server
    /// error number.
    /// </summary>
    public static bool Failed(DbConnection connection, DbException exception) =>
        connection.State == ConnectionState.Open
        && ServerError.NumberOf(exception) == 0
        && !connection.GetType().FullName!.Contains("MySql", StringComparison.OrdinalIgnoreCase);

    /// <summary>Creates the refusal that names the driver.</summary>
    public static DatabaseRefusedException Refusal(DbConnection connection) =>
        new(
            new DatabaseError(
                DatabaseErrorKind.Refused,
                MySqlMessages.OtherProduct(connection.GetType().FullName!),
                MySqlMessages.OtherProductRemedy
            )
        );
}
