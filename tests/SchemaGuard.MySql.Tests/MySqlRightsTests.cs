using MySqlConnector;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that a missing right comes with the statement that gives it: an administrator runs it as it is written, and the next start goes on.</summary>
public sealed class MySqlRightsTests(MySqlServers servers)
{
    private const string Existing = """
        create table jobs (id int primary key, name varchar(20));
        create table parents (id int primary key);
        create view old_view as select 1 as one;
        create procedure old_procedure() select 1;
        """;

    public static TheoryData<string, string> Statements { get; } =
        new(
            from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql]
            from statement in (string[])
                [
                    "create table a (id int)",
                    "insert into jobs values (1, 'x')",
                    "update jobs set name = 'y'",
                    "delete from jobs where id = 1",
                    "select name from jobs",
                    "create view v as select id from jobs",
                    "create trigger t before insert on jobs for each row set new.name = 'x'",
                    "create procedure p() select 1",
                    "create function f() returns int deterministic return 1",
                    "create event e on schedule every 1 year do delete from jobs",
                    "alter table jobs add parent int, add constraint fk foreign key (parent) references parents (id)",
                    "alter table jobs add extra int",
                    "create index ix on jobs (name)",
                    "drop index `primary` on parents",
                    "drop table parents",
                    "drop view old_view",
                    "drop procedure old_procedure",
                    "call old_procedure()",
                    "truncate table jobs",
                    "rename table parents to elders",
                    "create temporary table tmp (id int)",
                ]
            select (product, statement)
        );

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task The_grant_of_the_remedy_gives_what_was_missing(string product, string statement)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        foreach (var line in Existing.Split('\n'))
        {
            await database.ExecuteAsync(line);
        }

        // A database may be connected to by whoever has any right in it.
        await using var user = await MySqlUser.CreateAsync(database, "right", "execute");
        using var folder = new MigrationFolder().Add("1_x.sql", statement + ";");
        var grants = new List<string>();
        const int Most = 12;
        while (grants.Count < Most)
        {
            try
            {
                await GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path));
                break;
            }
            catch (SchemaGuardException exception)
            {
                var remedy = exception.Findings[0].Remedy;
                remedy.ShouldStartWith("Let an administrator run: GRANT ", Case.Sensitive, exception.Message);
                var grant = remedy["Let an administrator run: ".Length..];
                grants.Contains(grant, StringComparer.Ordinal).ShouldBeFalse($"It did not help: {exception.Message}");
                grants.Add(grant);
                await GrantAsync(database, grant);
            }
        }

        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(
            1,
            string.Join('\n', grants)
        );
        grants.ShouldAllBe(grant => !grant.Contains("ALL ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_user_who_may_only_select_can_verify(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var reader = await MySqlUser.CreateAsync(database, "right", "select");

        await using var subject = new GuardUnderTest(
            reader.Database,
            guard => guard.AddMigrations(folder.Path).RequireTables("ledger").AddInvariant("two", "select count(*) from ledger", 2)
        );
        var report = await subject.Guard.CheckAsync(TestContext.Current.CancellationToken);
        await using var app = TestProcess.StartApp(
            reader.Database,
            folder,
            ("SchemaGuard__Startup", "Verify"),
            ("StopWhenStarted", "true")
        );

        report.Findings.ShouldBeEmpty();
        (await app.ExitAsync()).ShouldBe(ExitCodes.Ok, app.Error);
    }

    private static async Task GrantAsync(MySqlTestDatabase database, string grant)
    {
        try
        {
            await database.ExecuteAsync(grant);
        }
        catch (MySqlException exception)
        {
            throw new InvalidOperationException($"{grant}: {exception.Message}", exception);
        }
    }
}
