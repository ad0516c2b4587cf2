using System.Globalization;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.State;

/// <summary>
/// Compares how many tables a server keeps open with how many the database has. Where views of <c>information_schema</c> open the tables that they tell of, each look
/// at a larger database opens most of them again, and pushes out those that the application uses.
/// </summary>
internal static class TableCache
{
    /// <summary>What the probe asks.</summary>
    public const string Question = "@@global.table_open_cache";

    /// <summary>Says what is to be told of a server.</summary>
    /// <param name="server">The product.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="driftToken">The database's drift token, which holds the number of its tables.</param>
    /// <param name="answer">What the server has answered.</param>
    /// <returns>A finding, or <see langword="null"/> where there is nothing to be told.</returns>
    public static Finding? Advise(ServerProduct server, string database, string? driftToken, string? answer) =>
        server.Capabilities.OpensTablesToTellOfThem
        && DriftToken.CountTables(driftToken) is { } tables
        && long.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var cache)
        && tables > cache
            ? MySqlMessages.SmallTableCache(database, tables, cache)
            : null;
}
