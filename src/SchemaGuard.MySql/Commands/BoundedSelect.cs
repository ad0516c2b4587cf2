using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Commands;

/// <summary>
/// A time limit on how long our own reads wait for a session that has locked a table. The statement itself carries it, so that the session keeps its
/// settings and no round trip is added. A wait that exceeds it is error 1205, as for every other lock.
/// </summary>
internal static partial class BoundedSelect
{
    private const int WarningCode = 1;
    private const int WarningText = 2;
    private const string AtMostASecond = "SET STATEMENT lock_wait_timeout = 1, max_error_count = 65535 FOR ";
    private const string NotAtAll = "SET STATEMENT lock_wait_timeout = 0 FOR ";
    private const string Hint = "/*+ SET_VAR(lock_wait_timeout = 1) */ ";
    private static readonly string TimedOut = ServerError.LockWaitTimeout.ToString(CultureInfo.InvariantCulture);
    private static readonly string Skipped = ServerError.TableSkipped.ToString(CultureInfo.InvariantCulture);

    /// <summary>Limits the wait of a query to a second.</summary>
    /// <param name="server">The server.</param>
    /// <param name="query">The query, or another statement on rows: it begins with a verb of one word.</param>
    public static string Of(ServerProduct server, string query) => server.IsMariaDb ? AtMostASecond + query : Hinted(query);

    /// <summary>Limits the wait of EXPLAIN to a second: it opens the tables that the statement names.</summary>
    public static string Explain(ServerProduct server, string statement) =>
        server.IsMariaDb ? $"{AtMostASecond}EXPLAIN {statement}" : "EXPLAIN " + Hinted(statement);

    /// <summary>
    /// Limits the wait of a query that also reads many views of the catalog. MariaDB would wait for a locked table in each of them, so there the
    /// query does not wait at all and leaves the table out; MySQL does not lock the catalog.
    /// </summary>
    public static string OfCatalog(ServerProduct server, string query) => server.IsMariaDb ? NotAtAll + query : Hinted(query);

    /// <summary>
    /// Reads a catalog view completely, or fails as busy. MariaDB leaves out a table that another session keeps locked, to create or change it, for
    /// longer than the session waits. Where the session itself holds a lock, such as the migration lock, MariaDB leaves the table out at once. Only a
    /// warning shows that.
    /// </summary>
    /// <exception cref="DatabaseRefusedException">Another session has locked a table of the catalog.</exception>
    public static async Task<IReadOnlyList<string?[]>> CatalogRowsAsync(
        this DbConnection connection,
        string query,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        if (!ServerProduct.Parse(connection.ServerVersion).IsMariaDb)
        {
            return await connection.RowsAsync(query, parameters, cancellationToken).ConfigureAwait(false);
        }

        var rows = await connection.RowsAsync(AtMostASecond + query, parameters, cancellationToken).ConfigureAwait(false);
        var warnings = await connection.RowsAsync("SHOW WARNINGS", [], cancellationToken).ConfigureAwait(false);
        return warnings.Any(warning => warning[WarningCode] == TimedOut || IsOwnSkipped(warning, connection.Database))
            ? throw new DatabaseRefusedException(new DatabaseError(DatabaseErrorKind.Busy, MySqlMessages.CatalogLocked()))
            : rows;
    }

    /// <summary>
    /// Determines whether a skipped table belongs, or may belong, to this database: some views open the tables of every database, whatever rows are
    /// asked for.
    /// </summary>
    private static bool IsOwnSkipped(string?[] warning, string database) =>
        warning[WarningCode] == Skipped
        && (
            DatabaseOfTable().Match(warning[WarningText] ?? "") is not { Success: true } match
            || match.Groups["database"].Value.Equals(database, StringComparison.OrdinalIgnoreCase)
        );

    [GeneratedRegex(@"'(?<database>[^']+)'\.'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DatabaseOfTable();

    private static string Hinted(string statement) => statement.Insert(statement.IndexOf(' ', StringComparison.Ordinal) + 1, Hint);
}
