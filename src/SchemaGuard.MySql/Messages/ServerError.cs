using System.Collections;
using System.Globalization;

namespace SchemaGuard.MySql.Messages;

/// <summary>The numbers of the errors that are handled (MySQL server error reference; MariaDB knowledge base, "MariaDB error codes").</summary>
internal static class ServerError
{
    public const int DatabaseAccessDenied = 1044;
    public const int AccessDenied = 1045;
    public const int UnknownDatabase = 1049;
    public const int TableExists = 1050;
    public const int UnknownTable = 1051;
    public const int DuplicateColumn = 1060;
    public const int DuplicateKeyName = 1061;
    public const int MultiplePrimaryKey = 1068;
    public const int NoSuchTable = 1146;
    public const int InvalidView = 1356;
    public const int UnknownColumn = 1054;
    public const int TableAccessDenied = 1142;
    public const int ColumnAccessDenied = 1143;
    public const int RightNeeded = 1227;
    public const int GlobalVariable = 1229;
    public const int ReadOnlyVariable = 1238;
    public const int LockWaitTimeout = 1205;
    public const int Deadlock = 1213;
    public const int TableSkipped = 1684;
    public const int ForeignKeyExists = 1826;
    public const int DuplicateCheck = 3822;

    /// <summary>
    /// The errors that report an existing object, by its kind: table, column, key, primary key, foreign key, check, routine, trigger, event,
    /// database.
    /// </summary>
    private static readonly HashSet<string> AlreadyThere = new(StringComparer.Ordinal)
    {
        "1050",
        "1060",
        "1061",
        "1068",
        "1826",
        "1022",
        "3822",
        "1304",
        "1359",
        "1537",
        "1007",
    };

    /// <summary>The key under which both drivers put the server's number into an exception's data.</summary>
    private const string Key = "Server Error Code";

    /// <summary>Determines whether an error reports an existing object.</summary>
    public static bool IsAlreadyThere(string? code, string message) =>
        code is not null && (AlreadyThere.Contains(code) || (code == "1005" && IsDuplicateForeignKey(message)));

    /// <summary>
    /// Determines whether a foreign key's name is already taken. MariaDB has one number for every table that it cannot create, and this is the
    /// engine's own number for this case.
    /// </summary>
    public static bool IsDuplicateForeignKey(string message) => message.Contains("errno: 121", StringComparison.Ordinal);

    /// <summary>Returns the server's number of an error, or 0 where it does not come from the server.</summary>
    public static int NumberOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (((IDictionary)exception.Data)[Key] is { } number)
            {
                return Convert.ToInt32(number, CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
