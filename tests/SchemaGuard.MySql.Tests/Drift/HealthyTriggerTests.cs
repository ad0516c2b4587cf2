using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>
/// Says that no name is taken from the head of a trigger, or out of what only looks like a statement that writes: a healthy trigger is no broken
/// reference.
/// </summary>
public sealed class HealthyTriggerTests(MySqlServers servers)
{
    private const string Tables = """
        create table p (id int primary key, u datetime, n int);
        create table q (id int primary key, u datetime, n int);
        create procedure make() begin create temporary table if not exists made (id int); end
        """;

    /// <summary>Bodies that write to nothing that is missing; {0} is NEW or OLD.</summary>
    private static readonly string[] Bodies =
    [
        "begin set @x = {0}.u; end",
        "begin set @a = 1; set @b = {0}.n; end",
        "body: begin set @x = {0}.u; end body",
        "begin begin set @x = 1; end; end",
        "set @x = {0}.n",
        "if {0}.n > 1 then set @x = 1; end if",
        "case when {0}.n > 1 then set @x = 1; else set @x = 2; end case",
        "begin declare x int default 0; while x < 1 do set x = x + 1; end while; end",
        "insert into q (id, n) values (1, {0}.n) on duplicate key update n = 1",
        "replace into q values (1, null, {0}.n)",
        "update q set n = {0}.n where id = {0}.id",
        "delete from q where id = {0}.id",
        "begin declare x int; select n into x from q limit 1 for update; set @x = x; end",
        "begin call make(); insert into made values (1); end",
        "begin declare continue handler for 1146 begin end; insert into optional values (1); end",
        "set @x = 'update gone set x', @y = \"say \\\"update gone set x\"",
        "begin /* update gone set x = 1 */ set @x = 1; -- insert into gone values (1)\n end",
    ];

    public static TheoryData<string> Products { get; } = new(MySqlServers.MariaDb, MySqlServers.MySql);

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_healthy_trigger_gives_no_finding_at_any_event_and_time_and_with_any_body(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        foreach (var statement in Tables.Split(";\n"))
        {
            await database.ExecuteAsync(statement);
        }

        var number = 0;
        foreach (var (time, change) in Events())
        {
            foreach (var body in Bodies)
            {
                var order = number % 2 == 1 ? $"follows t{number - 1}" : "";
                await database.ExecuteAsync(
                    $"create trigger t{number} {time} {change} on p for each row {(HasFirst(number) ? order : "")} "
                        + string.Format(System.Globalization.CultureInfo.InvariantCulture, body, change == "delete" ? "old" : "new")
                );
                number++;
            }
        }

        await HoldsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_trigger_that_sets_its_own_row_gives_no_finding(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        foreach (var statement in Tables.Split(";\n"))
        {
            await database.ExecuteAsync(statement);
        }

        await database.ExecuteAsync("create trigger a before update on p for each row begin set new.u = now(); end");
        await database.ExecuteAsync("create trigger b before update on p for each row follows a begin set new.u = now(); end");
        await database.ExecuteAsync("create trigger c before insert on p for each row l: begin set new.u = now(), @new.x = 1; end l");

        await HoldsAsync(database);
    }

    private static IEnumerable<(string Time, string Change)> Events() =>
        from time in new[] { "before", "after" }
        from change in new[] { "insert", "update", "delete" }
        select (time, change);

    /// <summary>Says whether the trigger before is of the same event and time.</summary>
    private static bool HasFirst(int number) => number % Bodies.Length > 0;

    private static async Task HoldsAsync(MySqlTestDatabase database)
    {
        using var folder = new MigrationFolder();
        await using var subject = new GuardUnderTest(database, _ => { });
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using (var file = File.Create(path))
        {
            (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        }

        var found = (await GuardUnderTest.CheckAsync(database, guard => guard.RequireManifest(path))).Findings;
        found.ShouldBeEmpty(ManifestOf.Show(found));
    }
}
