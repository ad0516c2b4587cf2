using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what a migration that failed in the middle leaves, and how the corrected script goes on.</summary>
public sealed class MySqlContinuationTests(MySqlServers servers)
{
    private const string Broken = "create table t7 (id int primary kee, name varchar(10));";

    private static readonly string[] Script =
    [
        "create table t1 (id int primary key);",
        "insert into t1 values (1);",
        "create table t3 (id int primary key);",
        "alter table t3 add name varchar(10);",
        "insert into t3 values (1, 'one');",
        "create index t3_name on t3 (name);",
        Broken,
        "insert into t1 values (8);",
        "create view v9 as select id from t1;",
        "alter table t1 add note varchar(10);",
        "update t1 set note = 'x' where id = 8;",
        "create table t12 (id int);",
    ];

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_failure_tells_its_statement_and_the_corrected_rest_runs_alone(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_x.sql", string.Join('\n', Script));

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));

        var failure = exception.Failure;
        (failure.Statement, failure.Statements, failure.StatementsDone).ShouldBe((7, 12, 6));
        failure.Location.ShouldEndWith("1_x.sql:7:33");
        failure.Excerpt.ShouldNotBeNull().ShouldContain(Broken);
        exception.Message.ShouldContain("failed at statement 7 of 12");
        exception.Message.ShouldContain("6 of its 12 statements are done and stay done.");
        (await database.HasTableAsync("t12")).ShouldBeFalse();
        var partial = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));
        partial.Findings.Single(finding => finding.Code == FindingCodes.Partial).Message.ShouldContain("6 of 12 statements are done");

        // What the done statements have made is changed, so that running one of them again would show.
        await database.ExecuteAsync("update t1 set id = 2");
        folder.Add("1_x.sql", string.Join('\n', Script).Replace("kee", "key", StringComparison.Ordinal));
        var report = await MigrateAsync(database, folder);

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select group_concat(id order by id separator '') from t1")).ShouldBe(28);
        (await database.NumberAsync("select count(*) from t3")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from v9 join t1 using (id) where note = 'x'")).ShouldBe(1);
        (await database.HasTableAsync("t7")).ShouldBeTrue();
        (await database.HasTableAsync("t12")).ShouldBeTrue();
        (await database.NumberAsync("select statements_done from schemaguard_history where state = 'applied'")).ShouldBe(12);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_done_statement_that_was_edited_is_shown_and_nothing_runs(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_x.sql", string.Join('\n', Script));
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));
        folder.Add(
            "1_x.sql",
            string.Join('\n', Script)
                .Replace("kee", "key", StringComparison.Ordinal)
                .Replace("add name varchar(10)", "add name varchar(11)", StringComparison.Ordinal)
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => MigrateAsync(database, folder));

        var finding = exception.Findings.First(finding => finding.Code == FindingCodes.Partial);
        finding.Message.ShouldContain("was interrupted after 6 of 12 statements");
        finding.Message.ShouldContain("first statement 4, 'alter table t3'");
        finding.Location.ShouldEndWith("1_x.sql:4:1");
        finding.Remedy.ShouldContain("Restore the first 6 statements of the file as they were");
        (await database.HasTableAsync("t7")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("insert into a (v) values ('x');", "insert into b values (last_insert_id());", "last INSERT")]
    [InlineData("insert into a (v) values ('x');\nset @id = last_insert_id();", "insert into b values (@id);", "the variable @id")]
    [InlineData("select count(*) into @n from a;", "insert into b values (@n);", "the variable @n")]
    [InlineData("set @n = 5, @m = @n;", "insert into b values (@n);", null)]
    [InlineData("set @n = (select count(*) from a);", "insert into b values (@n);", "the variable @n")]
    public async Task What_only_the_lost_session_knew_is_refused_by_its_statement(string done, string rest, string? problem)
    {
        await using var database = await servers.CreateDatabaseAsync();
        var head = $"create table a (id int auto_increment primary key, v text);\ncreate table b (n bigint);\n{done}\n";
        using var folder = new MigrationFolder().Add("1_x.sql", $"{head}create table a (again int);\n{rest}");
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));
        folder.Add("1_x.sql", $"{head}create table c (id int);\n{rest}");

        if (problem is null)
        {
            (await MigrateAsync(database, folder)).State.ShouldBe(SchemaState.Healthy);
            (await database.NumberAsync("select count(n) from b")).ShouldBe(1);
            return;
        }

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => MigrateAsync(database, folder));

        var finding = exception.Findings.First(finding => finding.Code == FindingCodes.Partial);
        finding.Message.ShouldContain("cannot continue in a new session: 'insert into b'");
        finding.Message.ShouldContain(problem);
        finding.Remedy.ShouldContain("so that it reads the value from a table");
        (await database.HasTableAsync("c")).ShouldBeFalse();
    }

    private static Task<SchemaReport> MigrateAsync(MySqlTestDatabase database, MigrationFolder folder) =>
        GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
}
