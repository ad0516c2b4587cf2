using System.Globalization;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.State;

/// <summary>
/// A comparison of the number of tables that a server keeps open with the number that the database has. Where views of <c>information_schema</c> open
/// the tables that they describe, each look at a larger database opens most of them again, and evicts those that the application uses.
/// </summary>
internal static class TableCache
{
    /// <summary>The expression that the probe reads.</summary>
    public const string Question = "@@global.table_open_cache";

    /// <summary>Returns advice for a server.</summary>
    /// <param name="server">The product.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="driftToken">The database's drift token, which contains the number of its tables.</param>
    /// <param name="answer">The server's answer.</param>
    /// <returns>A finding, or <see langword="null"/> where there is nothing to report.</returns>
    public static Finding? Advise(ServerProduct server, string database, string? driftToken, string? answer) =>
        server.OpensTablesToDescribeThem
        && DriftToken.CountTables(driftToken) is { } tables
        && long.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var cache)
        && tables > cache
            ? MySqlMessages.SmallTableCache(database, tables, cache)
            : null;
}
