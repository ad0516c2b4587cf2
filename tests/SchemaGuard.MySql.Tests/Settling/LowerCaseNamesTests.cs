using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Says that names in capitals are settled and taken over on a server that keeps names in lower case, as most on Windows do.</summary>
public sealed class LowerCaseNamesTests
{
    private const string Setting = "lower_case_table_names=1";
    private const string Table = "create table Orders (Id int primary key, Total int)";

    private static readonly string[] Statements =
    [
        "create view Order_Totals as select o.Id, o.Total from Orders o",
        "create table Items (Id int primary key, OrderId int, constraint FK_Items foreign key (OrderId) references Orders (Id))",
        "alter table Orders add column Note varchar(10)",
        "alter table Orders rename to Purchases",
        "rename table Orders to Purchases",
        "drop table Orders",
        "create trigger Orders_Insert before insert on Orders for each row set new.Total = 1",
        "create procedure Count_Orders() select count(*) from Orders",
    ];

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_a_statement_did_is_known_although_the_server_shows_other_letters(string product)
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(product), Setting);
        foreach (var sql in Statements)
        {
            await using var database = await MySqlTestDatabase.CreateAsync(server);
            await using var subject = await SettlerUnderTest.OpenAsync(database);
            await subject.RunAsync([Table]);
            var observed = await subject.ObserveAsync(sql);
            (await subject.SettleAsync(sql, observed)).Verdict.ShouldBe(InDoubtVerdict.NotDone, sql);

            await subject.RunAsync([sql]);

            var after = await subject.SettleAsync(sql, observed);
            after.Verdict.ShouldBe(InDoubtVerdict.Done, $"{sql}: {after.Explanation}");
            await subject.ShouldHaveNoScratchAsync();
        }

        await TakeOverAsync(server);
        await SkipAsync(server);
    }

    private static async Task SkipAsync(MySqlServer server)
    {
        const string Own =
            "create table if not exists Own_Things (Id int primary key, Up int, constraint FK_Up foreign key (Up) references Own_Things (Id))";
        await using var database = await MySqlTestDatabase.CreateAsync(server);
        await database.ExecuteAsync(Own);
        await database.ExecuteAsync("create table other_things (id int primary key)");
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            $"{Own};\ncreate table if not exists Other_Things (Id char(36) primary key);"
        );

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report
            .Findings.Select(finding => finding.Code)
            .ShouldBe([FindingCodes.Adopted, FindingCodes.SkippedDifferently], ignoreOrder: true);
    }

    private static async Task TakeOverAsync(MySqlServer server)
    {
        await using var database = await MySqlTestDatabase.CreateAsync(server);
        string[] made =
        [
            Table,
            .. Statements.Where(sql => sql.StartsWith("create", StringComparison.Ordinal)),
            "create database Elsewhere_X",
        ];
        foreach (var sql in made)
        {
            await database.ExecuteAsync(sql);
        }

        using var folder = new MigrationFolder().Add("1_all.sql", string.Join(";\n", made) + ";");

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OnExisting = ExistingObjectPolicy.Verify
        );

        report.Findings.Select(finding => finding.Code).ShouldAllBe(code => code == FindingCodes.Adopted);
        report.Findings.Count.ShouldBe(made.Length);
    }
}
