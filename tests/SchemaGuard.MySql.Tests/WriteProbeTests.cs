using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that a write probe is not tried where its row would stay.</summary>
public sealed class WriteProbeTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb, "MyISAM")]
    [InlineData(MySqlServers.MariaDb, "Aria")]
    [InlineData(MySqlServers.MySql, "MyISAM")]
    [InlineData(MySqlServers.MySql, "MEMORY")]
    public async Task A_table_whose_engine_knows_no_transactions_is_told_and_not_written(string product, string engine)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync($"create table notes (id int) engine = {engine}");

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddWriteProbe("notes are written", "insert into notes values (1)")
        );

        report
            .Findings.Single(finding => finding.Code == FindingCodes.ProbeFailed)
            .Message.ShouldContain($"storage engine {engine} has no transactions");
        (await database.NumberAsync("select count(*) from notes")).ShouldBe(0);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task One_of_InnoDB_is_written_and_rolled_back(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync("create table notes (id int)");

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddWriteProbe("notes are written", $"insert into {database.Name}.notes values (1)", "update notes set id = 2")
        );

        report.Findings.ShouldNotContain(finding => finding.Code == FindingCodes.ProbeFailed);
        (await database.NumberAsync("select count(*) from notes")).ShouldBe(0);
    }
}
