using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that a privilege that the application's user lacks is told with the statement that gives it, however those that it has were given.</summary>
public sealed class MySqlPrivilegeTests(MySqlServers servers)
{
    public static TheoryData<string> Products { get; } = [MySqlServers.MariaDb, MySqlServers.MySql];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Each_privilege_that_is_missing_is_told_and_the_remedy_gives_it(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await CreateTablesAsync(database);
        await using var user = await MySqlUser.CreateAsync(database);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigration("1_nothing", "select 1;"));
        foreach (
            var grant in (string[])
                ["select, update (name), delete on {0}.jobs", "select on {0}.schemaguard_history", "select on {0}.schemaguard_state"]
        )
        {
            await database.ExecuteAsync($"grant {string.Format(CultureInfo.InvariantCulture, grant, database.Name)} to {user.Account}");
        }

        var report = await CheckAsync(user, TablePrivileges.All);

        report.Findings.Select(finding => finding.Code).Distinct(StringComparer.Ordinal).ShouldBe([FindingCodes.PrivilegeMissing]);
        report
            .Findings.Select(finding => finding.Message.Split(" on table")[0])
            .ShouldBe(["The application's user lacks INSERT", "The application's user lacks SELECT, INSERT, UPDATE, DELETE"]);
        foreach (var finding in report.Findings)
        {
            await database.ExecuteAsync(finding.Remedy[(finding.Remedy.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }

        (await CheckAsync(user, TablePrivileges.All)).Findings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_right_on_the_database_or_of_a_role_is_one(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await CreateTablesAsync(database);
        await using var user = await MySqlUser.CreateAsync(database, "right", "select, insert");
        var role = "r_" + database.Name;
        await database.ExecuteAsync($"create role {role}");
        await database.ExecuteAsync($"grant update on {database.Name}.* to {role}");
        await database.ExecuteAsync($"grant {role} to {user.Account}");
        await database.ExecuteAsync(
            product == MySqlServers.MariaDb ? $"set default role {role} for {user.Account}" : $"set default role {role} to {user.Account}"
        );

        var report = await CheckAsync(user, TablePrivileges.All);

        report.Findings.ShouldAllBe(finding => finding.Message.Contains("lacks DELETE on", StringComparison.Ordinal));
        report.Findings.Count.ShouldBe(2);
        await database.ExecuteAsync($"drop role {role}");
    }

    private static async Task CreateTablesAsync(MySqlTestDatabase database)
    {
        await database.ExecuteAsync("create table jobs (twice int as (id * 2), id int not null, name varchar(20) not null)");
        await database.ExecuteAsync("create table notes (id int primary key)");
    }

    private static Task<SchemaReport> CheckAsync(MySqlUser user, TablePrivileges privileges) =>
        GuardUnderTest.CheckAsync(user.Database, guard => guard.RequirePrivileges(privileges, "jobs", "notes"));
}
