using System.Text.RegularExpressions;
using SchemaGuard.MySql.Inspection;
using SchemaGuard.MySql.Products;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>
/// Says that no column of the catalog is forgotten: of the views that describe a schema each is read, or stands here with the reason why not.
/// </summary>
public sealed class CatalogCoverageTests(MySqlServers servers)
{
    /// <summary>
    /// The views of <c>information_schema</c> that describe what a database holds; the others hold rights, states, or what these hold as well.
    /// </summary>
    private static readonly string[] Described =
    [
        "CHECK_CONSTRAINTS",
        "COLUMNS",
        "EVENTS",
        "KEY_COLUMN_USAGE",
        "PARAMETERS",
        "PARTITIONS",
        "REFERENTIAL_CONSTRAINTS",
        "ROUTINES",
        "STATISTICS",
        "TABLES",
        "TABLE_CONSTRAINTS",
        "TRIGGERS",
        "VIEWS",
    ];

    private static readonly (string Columns, string Reason)[] NotRead =
    [
        (@"\.\w*_CATALOG$", "there is one catalog"),
        (
            @"\.(CHARACTER_SET_NAME|CHARACTER_SET_CLIENT|COLLATION_CONNECTION|DATABASE_COLLATION)$",
            "the collation says it, or it is the client's"
        ),
        (
            @"\.(CHARACTER_MAXIMUM_LENGTH|CHARACTER_OCTET_LENGTH|NUMERIC_PRECISION|NUMERIC_SCALE|DATETIME_PRECISION|DATA_TYPE)$",
            "the type says it"
        ),
        (@"\.(CREATED|LAST_ALTERED|CREATE_TIME|UPDATE_TIME|CHECK_TIME|LAST_EXECUTED)$", "times are data"),
        (@"\.\w*COMMENT$", "nobody runs comments"),
        (@"^COLUMNS\.(COLUMN_KEY|PRIVILEGES)$", "keys are read as keys, and rights are not compared"),
        (@"^COLUMNS\.(IS_GENERATED|IS_SYSTEM_TIME_PERIOD_START|IS_SYSTEM_TIME_PERIOD_END)$", "EXTRA and the expression say it"),
        (
            @"^EVENTS\.(EVENT_BODY|ORIGINATOR|STARTS|EXECUTE_AT)$",
            "the language is SQL, the server is no part of the schema, and times are data"
        ),
        (@"^KEY_COLUMN_USAGE\.(CONSTRAINT_SCHEMA|TABLE_SCHEMA|POSITION_IN_UNIQUE_CONSTRAINT)$", "they follow from the others"),
        (@"^PARTITIONS\.(TABLE_ROWS|\w*LENGTH|DATA_FREE|CHECKSUM)$", "statistics are data"),
        (@"^PARTITIONS\.(SUBPARTITION_NAME|NODEGROUP|TABLESPACE_NAME|SECONDARY_LOAD)$", "where rows are kept is not compared"),
        (@"^REFERENTIAL_CONSTRAINTS\.(UNIQUE_CONSTRAINT_\w+|REFERENCED_TABLE_NAME)$", "the columns say what a key refers to"),
        (@"^ROUTINES\.(SPECIFIC_NAME|ROUTINE_BODY|PARAMETER_STYLE|SQL_PATH|EXTERNAL_NAME)$", "there is one way, or the name says it"),
        (
            @"^STATISTICS\.(CARDINALITY|NULLABLE|PACKED|INDEX_SCHEMA|TABLE_SCHEMA)$",
            "statistics are data, and the columns say what takes NULL"
        ),
        (@"^TABLES\.(VERSION|TABLE_ROWS|\w*LENGTH|DATA_FREE|AUTO_INCREMENT|CHECKSUM|TEMPORARY)$", "statistics and counters are data"),
        (@"^TABLES\.ROW_FORMAT$", "CREATE_OPTIONS says what was chosen"),
        (@"^TABLE_CONSTRAINTS\.", "keys and conditions are read where their columns are"),
        (@"^TRIGGERS\.(EVENT_OBJECT_SCHEMA|ACTION_CONDITION|ACTION_ORIENTATION|ACTION_REFERENCE_\w+)$", "there is one way"),
        (@"^VIEWS\.IS_UPDATABLE$", "MariaDB's definition and algorithm say it"),
    ];

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Each_column_of_the_catalog_is_read_or_named_with_the_reason(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var connection = await database.OpenAsync();
        var server = ServerProduct.Parse(connection.ServerVersion);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select upper(table_name), upper(column_name) from information_schema.columns where table_schema = 'information_schema' order by 1, 2";
        var columns = new List<(string View, string Column)>();
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                columns.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        Described.Except(columns.Select(column => column.View), StringComparer.Ordinal).ShouldBeEmpty();
        columns
            .Where(column => Described.Contains(column.View, StringComparer.Ordinal))
            .Where(column => !IsRead(server, column.View, column.Column))
            .Select(column => $"{column.View}.{column.Column}")
            .Where(name => !NotRead.Any(known => Regex.IsMatch(name, known.Columns, RegexOptions.None, TimeSpan.FromSeconds(1))))
            .ShouldBeEmpty("neither read nor named with a reason");
    }

    private static bool IsRead(ServerProduct server, string view, string column) =>
        Queries(server)
            .Any(query =>
                query.Contains($"information_schema.{view}", StringComparison.Ordinal)
                && Regex.IsMatch(query, $@"\b{column}\b", RegexOptions.None, TimeSpan.FromSeconds(1))
            );

    private static string[] Queries(ServerProduct server) =>
        [
            CatalogQueries.Relations,
            CatalogQueries.ForeignKeyColumns,
            CatalogQueries.ForeignKeyRules,
            CatalogQueries.Partitions,
            CatalogQueries.Views(server),
            CatalogQueries.Routines,
            CatalogQueries.Parameters,
            CatalogQueries.Triggers,
            CatalogQueries.Events,
            CatalogQueries.ConditionsOfMySql,
            CatalogQueries.ChecksOfMySql,
            CatalogQueries.ChecksOfMariaDb,
            CatalogQueries.Columns(server),
            CatalogQueries.Indexes(server),
        ];
}
