using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// The reader of the estimates in <c>information_schema.TABLES</c>. MySQL keeps them for as long as <c>information_schema_stats_expiry</c> says, a day
/// unless it is changed, or until <c>ANALYZE TABLE</c>.
/// </summary>
internal sealed class TableStatisticsReader : ITableStatisticsReader
{
    private const string Own = "1";

    /// <summary>
    /// Returns the query for names only, which opens no table, and so also finds one that another session keeps locked. MariaDB would open it for its
    /// type.
    /// </summary>
    private static string Names(ServerProduct server) =>
        $"""
            SELECT TABLE_SCHEMA, TABLE_NAME, {(server.IsMariaDb ? "NULL" : "TABLE_TYPE")}, NULL, NULL, TABLE_SCHEMA = DATABASE()
            FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
            """;

    private const string Numbers = """
        SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH, 1 FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE()
        """;

    public async Task<TableCatalog> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var database = await InspectedDatabase.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var names = await connection.RowsAsync(Names(database.Server), [], cancellationToken).ConfigureAwait(false);
        var numbers = await NumbersAsync(database, connection, cancellationToken).ConfigureAwait(false);
        var known = numbers.ToDictionary(row => row[1]!, StringComparer.Ordinal);
        return new TableCatalog(
            [
                .. names
                    .Select(row => row[5] == Own && known.TryGetValue(row[1]!, out var found) ? found : row)
                    .Where(row => row[2] is null || TableObjects.IsTable([row[1], row[2]]))
                    .Select(row => new CatalogTable(row[0], row[1]!, Number(row[3]), Number(row[4])) { IsSecondary = row[5] != Own }),
            ],
            database.TableNames,
            database.Name
        );
    }

    private static async Task<IReadOnlyList<string?[]>> NumbersAsync(
        InspectedDatabase database,
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var query = BoundedSelect.OfCatalog(database.Server, Numbers);
            return await connection.RowsAsync(query, [], cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.LockWaitTimeout)
        {
            return [];
        }
    }

    private static long? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? (long)number : null;
}
