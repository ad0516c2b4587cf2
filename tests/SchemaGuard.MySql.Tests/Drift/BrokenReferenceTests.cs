using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that what refers to what is gone is told, with the object and the command that mends it, without a manifest, too.</summary>
public sealed class BrokenReferenceTests(MySqlServers servers)
{
    private const string Schema = """
        create table parents (id int primary key, name varchar(10), code int, key parents_code (code));
        create table children (id int primary key, parent int, constraint child_of foreign key (parent) references parents (id));
        create table coded (id int primary key, code int, constraint coded_as foreign key (code) references parents (id));
        create table log (line text);
        create table noted (id int, note varchar(10));
        create view names as select id, name from parents;
        create trigger noted_log after insert on noted for each row insert into log values (new.note);
        create procedure p() select 1;

        """;

    public static TheoryData<string, string, string, string> Cases { get; } =
        Products(
            ("alter table parents drop column name", "names", "DROP VIEW `names`"),
            ("drop table log", "noted.noted_log", "DROP TRIGGER `noted_log`"),
            ("alter table noted drop column note", "noted.noted_log", "DROP TRIGGER `noted_log`"),
            ("drop procedure p; create definer = 'nobody'@'nowhere' procedure p() select 1", "p", "CREATE USER 'nobody'@'nowhere'")
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_object_that_refers_to_what_is_gone_is_told(string product, string change, string target, string remedy)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1.sql", Schema);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();

        await database.ExecuteAsync(change);

        var findings = (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings;
        var finding = findings.ShouldHaveSingleItem(ManifestOf.Show(findings));
        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.BrokenReference, FindingSeverity.Warning, target));
        finding.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_foreign_key_to_a_table_that_is_gone_is_told(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1.sql", Schema);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync("drop view names; set session foreign_key_checks = 0; drop table parents");

        var findings = (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings;
        findings
            .Select(finding => $"{finding.Code} {finding.Severity} {finding.Target}")
            .ShouldBe(["SG2171 Warning children.child_of", "SG2171 Warning coded.coded_as"], ignoreOrder: true);
        findings.ShouldAllBe(finding => finding.Remedy!.Contains("DROP FOREIGN KEY", StringComparison.Ordinal));
    }

    private static TheoryData<string, string, string, string> Products(params (string Change, string Target, string Remedy)[] cases)
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var product in new[] { MySqlServers.MariaDb, MySqlServers.MySql })
        {
            foreach (var (change, target, remedy) in cases)
            {
                data.Add(product, change, target, remedy);
            }
        }

        return data;
    }
}
