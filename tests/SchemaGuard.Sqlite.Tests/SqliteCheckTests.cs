using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what becomes of the checks that a script runs by PRAGMA, which answer trouble with rows and not with an error.</summary>
public sealed class SqliteCheckTests
{
    private const string Tables =
        "create table p (id integer primary key);\ncreate table c (id integer primary key, p integer references p (id), n integer check (n > 0));\n";

    [Theory]
    [InlineData("integrity_check")]
    [InlineData("main.integrity_check(10)")]
    [InlineData("quick_check")]
    public async Task A_check_that_finds_something_fails_and_nothing_of_the_migration_stays(string check)
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(Tables + "pragma ignore_check_constraints = on; insert into c values (1, null, -1);");
        using var folder = new MigrationFolder().Add("1_x.sql", $"create table more (id integer);\npragma {check};");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Location.ShouldEndWith("1_x.sql:2:1");
        exception.Failure.DatabaseText.ShouldContain("CHECK constraint failed in c");
        (await database.HasTableAsync("more")).ShouldBeFalse();
    }

    [Fact]
    public async Task Rows_that_refer_to_none_are_told_where_the_script_asks_for_them()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(Tables + "pragma foreign_keys = off; insert into c values (1, 7, 1), (2, 8, 1);");
        using var folder = new MigrationFolder().Add("1_x.sql", "create table more (id integer);\npragma foreign_key_check;");

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, report.State).ShouldBe(
            (FindingCodes.ServerWarning, FindingSeverity.Warning, SchemaState.Degraded)
        );
        finding.Location.ShouldEndWith("1_x.sql:2:1");
        finding.Message.ShouldContain("2 times): a row of table 'c' refers to a row of 'p' that does not exist");
    }

    [Fact]
    public async Task Checks_that_find_nothing_say_nothing()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            Tables + "pragma integrity_check;\npragma quick_check;\npragma foreign_key_check;\npragma table_info(c);"
        );

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();
    }
}
