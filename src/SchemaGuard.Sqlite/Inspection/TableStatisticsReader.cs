using System.Data.Common;
using System.Globalization;
using Dapper;
using SchemaGuard.Providers;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// The reader of what ANALYZE has left in <c>sqlite_stat1</c>, and of the pages of tables and indexes if the library has <c>dbstat</c>. That reads
/// every page, so it is asked of small files only.
/// </summary>
internal sealed class TableStatisticsReader : ITableStatisticsReader
{
    private const string MostBytesMeasured = "67108864";

    private const string Question = $"""
        SELECT (SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = 'sqlite_stat1') AS IsAnalyzed,
               (SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat') > 0 AND (SELECT page_count FROM pragma_page_count('main'))
                   * (SELECT page_size FROM pragma_page_size('main')) <= {MostBytesMeasured} AS IsMeasured
        """;

    public async Task<TableCatalog> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var has = await connection.QuerySingleAsync<Answer>(Command(Question)).ConfigureAwait(false);
        var rows = (await connection.QueryAsync<Row>(Command(Query(has))).ConfigureAwait(false)).AsList();
        var shadows = rows.Where(row => row.Sql is not null)
            .SelectMany(row => VirtualTableDefinition.Parse(row.Sql!) is { } table ? ShadowTables.Of(row.Name, table.Module) : [])
            .ToHashSet(AsciiNameComparer.Instance);
        return new TableCatalog(
            [.. rows.Where(row => !shadows.Contains(row.Name)).Select(Table)],
            AsciiNameComparer.Instance,
            CatalogReader.Main
        );

        CommandDefinition Command(string text) => new(text, cancellationToken: cancellationToken);
    }

    private static CatalogTable Table(Row row) => new(CatalogReader.Main, row.Name, Number(row.Rows), Number(row.Bytes));

    /// <summary>Reads a number that comes as a text: SQLite has no type for a column that may be empty in every row.</summary>
    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Returns the query. An index on some rows only has fewer entries than the table, so the highest number is the table's.</summary>
    private static string Query(Answer has) =>
        $"""
            SELECT m.name AS Name, CASE WHEN m.rootpage = 0 THEN m.sql END AS Sql,
                   {(
                has.IsAnalyzed > 0
                    ? "CAST((SELECT max(CAST(s.stat AS INTEGER)) FROM main.sqlite_stat1 s WHERE s.tbl = m.name COLLATE NOCASE) AS TEXT)"
                    : "NULL"
            )} AS Rows,
                   {(has.IsMeasured > 0 ? "CAST(z.bytes AS TEXT)" : "NULL")} AS Bytes
            FROM main.sqlite_master m {(
                has.IsMeasured > 0
                    ? """
                    LEFT JOIN (SELECT o.tbl_name AS tbl, sum(d.pgsize) AS bytes FROM dbstat('main', 1) d JOIN main.sqlite_master o ON o.name = d.name
                               GROUP BY o.tbl_name COLLATE NOCASE) AS z ON z.tbl = m.name COLLATE NOCASE
                    """
                    : ""
            )}
            WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_'
            """;

    private sealed class Answer
    {
        public required long IsAnalyzed { get; init; }

        public required long IsMeasured { get; init; }
    }

    private sealed class Row
    {
        public required string Name { get; init; }

        public string? Sql { get; init; }

        public string? Rows { get; init; }

        public string? Bytes { get; init; }
    }
}
