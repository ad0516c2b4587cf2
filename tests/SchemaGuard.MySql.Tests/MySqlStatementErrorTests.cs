using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what is told of a statement that the server refuses: where it stands, what is wrong with it, and no value.</summary>
public sealed class MySqlStatementErrorTests(MySqlServers servers)
{
    private const string Table = "create table people (id int primary key, name varchar(40) unique, born date);\n";

    public static TheoryData<string, string, string, string, string> Refused { get; } =
        new(
            from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql]
            from refused in ((string, string, string, string)[])
                [
                    ("insert into people\n  values (1, 'Top-Secret', null) unexpected;", "3:34", "near 'unexpected'", "1064"),
                    ("select 1;\nselct 'Top-Secret' from people;", "3:1", "near 'selct'", "1064"),
                    ("insert into people values (1, 'Top-Secret', null),\n (2, 'Top-Secret', null);", "2:1", "'…' for key", "1062"),
                    ("insert into people values (1, 'x', 'Top-Secret');", "2:1", "'…'", "1292"),
                    ("insert into people values ('Top-Secret', 'x', null);", "2:1", "'…'", "1366"),
                    ("insert into people (id, nope) values (1, 'Top-Secret');", "2:1", "'nope'", "1054"),
                    ("insert into nowhere values ('Top-Secret');", "2:1", "nowhere", "1146"),
                    ("insert into people (id, name) values (1, repeat('Top-Secret', 9));", "2:1", "'name'", "1406"),
                    ("insert into people (id, name) values (1, 'Top-Secret' collate latin1_bin);", "2:1", "latin1_bin", "1253"),
                    ("signal sqlstate '45000' set message_text = 'not today';", "2:1", "not today", "1644"),
                ]
            select (product, refused.Item1, refused.Item2, refused.Item3, refused.Item4)
        );

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_refused_statement_is_placed_and_shows_no_value(
        string product,
        string statement,
        string place,
        string text,
        string code
    )
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_x.sql", Table + statement);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.ErrorCode.ShouldBe(code);
        exception.Failure.Location.ShouldEndWith($"1_x.sql:{place}");
        exception.Failure.DatabaseText.ShouldContain(text);
        exception.Message.ShouldNotContain("Top-Secret");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_history_keeps_the_error_without_values(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            Table + "insert into people values (1, 'Top-Secret', null) 'Top-Secret' x;"
        );

        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        (await database.NumberAsync("select count(*) from schemaguard_history where error like '%SQL syntax%'")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where error like '%Secret%'")).ShouldBe(0);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_exists_already_is_refused_with_the_option_that_compares_it(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync("create table people (id int primary key)");
        using var folder = new MigrationFolder().Add("1_x.sql", Table);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.ErrorCode.ShouldBe("1050");
        exception.Failure.Remedy.ShouldContain("With OnExisting = ExistingObjectPolicy.Verify it counts as done");
    }
}
