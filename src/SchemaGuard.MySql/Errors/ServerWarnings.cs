using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Errors;

/// <summary>
/// The classification of warnings. Data or definitions that differ from the statement are findings. What the script asked for, and what will only be
/// wrong in a later version, is logged (MySQL server error reference; MariaDB knowledge base, "MariaDB error codes").
/// </summary>
internal static partial class ServerWarnings
{
    private const string NoteLevel = "Note";

    /// <summary>Warnings that are worth knowing, although nothing is wrong now.</summary>
    private static readonly HashSet<int> OnlyWorthKnowing =
    [
        1287, // Deprecated syntax.
        1681, // Deprecated without a replacement.
        3719, // utf8 means utf8mb3.
        3720, // NCHAR does, too.
        3090, // A deprecated sql_mode.
        3135, // A sql_mode that belongs to strict mode.
        1831, // A second index over the same columns, which works.
        1906, // A value for a generated column, as dumps of MariaDB write it.
        1280, // The name of a primary key, which is always PRIMARY.
        1592, // A statement that a statement-based binary log may replay otherwise.
        1062, // Rows that IGNORE leaves out, as the script says; without it these are errors.
        1586,
        1451,
        1452,
    ];

    /// <summary>Notes after which something differs from the statement.</summary>
    private static readonly HashSet<int> NotAsSaid =
    [
        1246, // A column of another type: VARCHAR became TEXT.
        1449, // A definer who does not exist: the object fails when it is used.
        1588, // An event that is past and was dropped at once.
    ];

    /// <summary>
    /// Determines whether the number is one that SIGNAL and RESIGNAL use, or one that no server has. The text is then the script's own, and may
    /// contain data.
    /// </summary>
    private static bool IsOwnText(int code) => code is (>= 1642 and <= 1645) or (>= 2000 and < 3000) or >= 7000;

    /// <summary>MariaDB's number for warnings without one of their own.</summary>
    private const int NoNumber = 1105;

    /// <summary>Reads one row of SHOW WARNINGS.</summary>
    public static ServerNotice Read(string level, int code, string text) =>
        new(LevelOf(level, code, text), code.ToString(CultureInfo.InvariantCulture), TextOf(code, text), RemedyOf(code));

    /// <summary>Returns a warning's text without values and without the row number, which differs for each of a million rows.</summary>
    public static string TextOf(int code, string text) =>
        IsOwnText(code) ? MySqlMessages.SignalledWarning : AtRow().Replace(RedactedText.Of(code, text), "");

    private static LogLevel LevelOf(string level, int code, string text) =>
        NotAsSaid.Contains(code) ? LogLevel.Warning
        : OnlyWorthKnowing.Contains(code)
        || text.Contains("deprecated", StringComparison.OrdinalIgnoreCase)
        || (code == NoNumber && text.StartsWith("Event scheduler is ", StringComparison.Ordinal)) // A setting of the server.
        || ServerError.IsAlreadyThere(code.ToString(CultureInfo.InvariantCulture), "")
            ? LogLevel.Information
        : level.Equals(NoteLevel, StringComparison.OrdinalIgnoreCase) ? LogLevel.Debug
        : LogLevel.Warning;

    private static string? RemedyOf(int code) =>
        code switch
        {
            1449 => MySqlMessages.DefinerRemedy,
            1264 or 1265 or 1292 or 1366 or 1364 or 1048 or 1300 or 1406 => MySqlMessages.LostDataRemedy,
            _ => null,
        };

    [GeneratedRegex(" at row [0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AtRow();
}
