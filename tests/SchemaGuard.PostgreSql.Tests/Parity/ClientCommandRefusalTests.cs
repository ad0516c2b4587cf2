using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Says that commands which only psql can carry out are refused by their name and place, before anything is touched.</summary>
public sealed class ClientCommandRefusalTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData("\\connect other", "\\connect", 3, 1)]
    [InlineData("  \\c other", "\\c", 3, 3)]
    [InlineData("\\i other.sql", "\\i", 3, 1)]
    [InlineData("\\ir other.sql", "\\ir", 3, 1)]
    [InlineData("\\if true\ncreate table c (a int);\n\\endif", "\\if", 3, 1)]
    [InlineData("select 'create table c (a int)' \\gexec", "\\gexec", 3, 33)]
    [InlineData("select 1 as a \\gset", "\\gset", 3, 15)]
    [InlineData("select 1\n  \\g", "\\g", 4, 3)]
    [InlineData("\\copy b from stdin\n1\n\\.", "\\copy", 3, 1)]
    [InlineData("\\copy b from 'file.csv' csv", "\\copy", 3, 1)]
    [InlineData("\\set name value\ninsert into b values (:'name');", "\\set", 3, 1)]
    [InlineData("\\set name ON_ERROR_STOP\ninsert into b values (:'name');", "\\set", 3, 1)]
    [InlineData("\\unset name", "\\unset", 3, 1)]
    [InlineData("\\! touch here", "\\!", 3, 1)]
    [InlineData("\\pset pager off \\\\ create table c (a int);", "\\pset", 3, 1)]
    [InlineData("\\echo hello \\i other.sql", "\\echo", 3, 1)]
    public async Task A_command_is_refused_by_its_name_and_place(string lines, string command, int line, int column)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("0001_first.sql", "create table first (a int);")
            .Add("0002_script.sql", $"-- head\ncreate table b (a text);\n{lines}\ncreate table d (a int);\n");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.First(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain($"'{command}'");
        finding.Location.ShouldBe($"{Path.Combine(folder.Path, "0002_script.sql")}:{line}:{column}");
        (await database.NumberAsync("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0);
    }
}
