using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>
/// Says that commands which only the mariadb and mysql clients can carry out are refused by their name and place, before anything is touched.
/// </summary>
public sealed class ClientCommandRefusalTests(MySqlServers servers)
{
    [Theory]
    [InlineData("source other.sql", "source", 3, 1)]
    [InlineData("SOURCE /tmp/other.sql;", "SOURCE", 3, 1)]
    [InlineData("\\. other.sql", "\\.", 3, 1)]
    [InlineData("\\! touch here", "\\!", 3, 1)]
    [InlineData("system touch here", "system", 3, 1)]
    [InlineData("\\u other", "\\u", 3, 1)]
    [InlineData("connect other", "connect", 3, 1)]
    [InlineData("charset latin1", "charset", 3, 1)]
    [InlineData("quit", "quit", 3, 1)]
    [InlineData("exit", "exit", 3, 1)]
    [InlineData("\\s other\n\\. other.sql", "\\.", 4, 1)]
    public async Task A_command_is_refused_by_its_name_and_place(string lines, string command, int line, int column)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("0001_first.sql", "create table first (a int);")
            .Add("0002_script.sql", $"-- head\ncreate table b (a text);\n{lines}\ncreate table d (a int);\n");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var found = exception.Findings.Where(finding => finding.Code == FindingCodes.ClientCommand).ToList();
        var place = $"{Path.Combine(folder.Path, "0002_script.sql")}:{line}:{column}";
        var finding = found.Find(finding => finding.Location == place);
        finding.ShouldNotBeNull(string.Join('\n', found));
        finding.Message.ShouldContain($"'{command}'");
        (await database.HasTableAsync("first")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("load data local infile 'rows.csv' into table b;", "reads a file on the client or the server")]
    [InlineData("load data infile '/tmp/rows.csv' into table b (a);", "reads a file on the client or the server")]
    [InlineData("LOAD XML INFILE 'x' INTO TABLE b;", "reads a file on the client or the server")]
    public async Task Data_of_a_file_are_refused_by_their_place(string statement, string problem)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("0001_script.sql", $"create table b (a text);\n  {statement}\n");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain(problem);
        finding.Location.ShouldEndWith("0001_script.sql:2:3");
        (await database.HasTableAsync("b")).ShouldBeFalse();
    }

    /// <summary>They end a statement, as a delimiter does, and say how its rows are to be shown.</summary>
    [Theory]
    [InlineData("\\G")]
    [InlineData("\\g")]
    public async Task What_only_ends_a_statement_ends_it(string end)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "0001_script.sql",
            $"create table b (a text) {end}\ninsert into b values ('{end}{end}'){end}\n"
        );

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select count(*) from b")).ShouldBe(1);
    }

    [Fact]
    public async Task Commands_that_change_nothing_are_skipped_with_a_note()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "0001_script.sql",
            "warnings\nnopager\nprompt x\ndelimiter //\ncreate table b (a text)//\ndelimiter ;\ninsert into b values ('\\\\G; source x');\n"
        );

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        (await database.NumberAsync("select count(*) from b where a = '\\\\G; source x'")).ShouldBe(1);
    }
}
