using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>
/// Says that a statement which the server would not take for its length is refused before anything is applied, and not taken for a lost connection.
/// </summary>
public sealed class StatementLengthTests(MySqlServers servers)
{
    private const int Limit = 1_048_576;

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_statement_longer_than_max_allowed_packet_is_refused_with_both_lengths(string product)
    {
        await using var server = await servers.BorrowAsync(product, ("max_allowed_packet", "1048576"));
        await using var database = await server.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table a (b mediumtext character set utf8mb4);")
            .Add("2_b.sql", $"\n\n insert into a values ('{new string('é', (Limit / 2) + 1)}');");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain($"is {Limit + 2 + 25} bytes long, but the server accepts at most {Limit} (max_allowed_packet)");
        finding.Location.ShouldEndWith("2_b.sql:3:2");
        (await database.HasTableAsync("a")).ShouldBeFalse();

        await database.ExecuteAsync("set global max_allowed_packet = 2097152");
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_statement_just_as_long_as_the_server_takes_is_applied()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var limit = await database.NumberAsync("select @@max_allowed_packet");
        const string Head = "insert into a values ('";
        var text = Head + new string('x', (int)limit - Head.Length - 2 - 4) + "')";
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (b longtext);").Add("2_b.sql", text + ";");

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(2);
    }
}
