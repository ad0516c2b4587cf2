using System.Globalization;
using System.Text;
using MySqlConnector;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what a look costs a server that keeps fewer tables open than the database has, and that people are told where it costs something.</summary>
public sealed class TableCacheTests
{
    private const int Tables = 400;
    private const int Cache = 50;

    [Theory]
    [InlineData(MySqlServers.MariaDb, true)]
    [InlineData(MySqlServers.MySql, false)]
    public async Task A_schema_larger_than_the_table_cache_is_told_where_a_look_opens_tables(string product, bool opensTables)
    {
        await using var server = await MySqlServer.StartAsync(
            MySqlServers.Find(product),
            string.Create(CultureInfo.InvariantCulture, $"table_open_cache={Cache}"),
            "table_open_cache_instances=1"
        );
        await using var database = await MySqlTestDatabase.CreateAsync(server);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var script = new StringBuilder();
        for (var i = 0; i < Tables; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"create table many_{i} (id int primary key);\n");
        }

        await database.ExecuteAsync(script.ToString());
        var verified = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var stamped = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var before = await OpenedAsync(database);
        await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));
        var opened = await OpenedAsync(database) - before;

        (verified.CatalogRead, stamped.CatalogRead).ShouldBe((true, false));
        (opened >= Tables).ShouldBe(opensTables, string.Create(CultureInfo.InvariantCulture, $"{opened} tables were opened."));
        foreach (var report in new[] { verified, stamped })
        {
            report.State.ShouldBe(SchemaState.Healthy);
            var told = report.Findings.Where(finding => finding.Code == FindingCodes.SmallTableCache).ToList();
            told.Count.ShouldBe(opensTables ? 1 : 0);
            told.ShouldAllBe(finding =>
                finding.Message.Contains(" 404 tables", StringComparison.Ordinal)
                && finding.Message.Contains(" 50 tables open", StringComparison.Ordinal)
                && finding.Severity == FindingSeverity.Information
            );
        }
    }

    private static async Task<long> OpenedAsync(MySqlTestDatabase database)
    {
        await using var connection = await database.OpenServerAsync();
        await using var command = new MySqlCommand("show global status like 'Opened_tables'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture);
    }
}
