using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that what changes data, statistics or the place of a database, and nothing of its schema, gives no finding.</summary>
public sealed class FalseAlarmTests(MySqlServers servers)
{
    public static TheoryData<string> Products { get; } = new(MySqlServers.MariaDb, MySqlServers.MySql);

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Rows_statistics_and_rebuilt_tables_are_no_drift(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = FolderOf(product);
        var manifest = await ManifestOf.MigratedAsync(database, folder);

        await database.ExecuteAsync("insert into parents (name, amount) values ('a', 1), ('b', 2), ('c', 3); delete from parents");
        await database.ExecuteAsync("insert into numbered (kind) values ('a'), ('b'); insert into pairs (code, n) values ('x', 1)");
        foreach (var table in (string[])["parents", "pairs", "numbered", "parted"])
        {
            await database.ExecuteAsync($"analyze table {table}");
            await database.ExecuteAsync($"optimize table {table}");
        }

        await database.ExecuteAsync("alter table parents engine = innodb; alter table parents auto_increment = 1000");
        var findings = await ManifestOf.FindingsAsync(database, folder, manifest);

        findings.ShouldBeEmpty(ManifestOf.Show(findings));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_database_that_was_dumped_and_restored_is_as_it_was(string product)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = FolderOf(product);
        var manifest = await ManifestOf.MigratedAsync(source, folder);

        await RestoreAsync(source, target);
        var findings = await ManifestOf.FindingsAsync(target, folder, manifest);

        findings.ShouldBeEmpty(ManifestOf.Show(findings));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_character_set_of_the_database_alone_is_no_finding_and_that_of_its_tables_a_warning(string product)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = FolderOf(product);
        var manifest = await ManifestOf.MigratedAsync(source, folder);

        await source.ExecuteAsync("alter database character set latin1");
        var findings = await ManifestOf.FindingsAsync(source, folder, manifest);
        findings.ShouldBeEmpty(ManifestOf.Show(findings));

        await target.ExecuteAsync("alter database character set latin1");
        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));
        findings = await ManifestOf.FindingsAsync(target, folder, manifest);
        findings.ShouldAllBe(
            finding => finding.Severity == FindingSeverity.Warning && finding.Actual!.StartsWith("latin1", StringComparison.Ordinal),
            ManifestOf.Show(findings)
        );
        findings.ShouldContain(finding => finding.Target == "elders");
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task What_a_replica_or_a_client_makes_of_events_and_bodies_is_no_finding(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1.sql",
            """
            create table t (id int);
            create event nightly on schedule every 1 day do delete from t;
            create event soon on schedule at '2037-01-01' do delete from t;
            create procedure p() begin /* why */ select 1; -- how
              # and what
              select 2; end;
            create trigger tr before insert on t for each row begin /* why */ set new.id = 1; end;
            """
        );
        var manifest = await ManifestOf.MigratedAsync(database, folder);

        await database.ExecuteAsync("alter event nightly on schedule every 1 day starts '2020-01-01'; drop event soon");
        await database.ExecuteAsync("alter event nightly disable on slave");
        await database.ExecuteAsync("drop procedure p; create procedure p() begin select 1; select 2; end");
        await database.ExecuteAsync("drop trigger tr; create trigger tr before insert on t for each row begin set new.id = 1; end");
        var findings = await ManifestOf.FindingsAsync(database, folder, manifest);

        findings.ShouldBeEmpty(ManifestOf.Show(findings));
    }

    private static MigrationFolder FolderOf(string product) =>
        new MigrationFolder().Add(
            "001_rich.sql",
            product == MySqlServers.MariaDb ? MySqlDriftCases.MariaDbSchema : MySqlDriftCases.MySqlSchema
        );

    private static async Task RestoreAsync(MySqlTestDatabase source, MySqlTestDatabase target)
    {
        var installation = source.Server.Installation;
        string[] options = ["--routines", "--triggers", "--events", .. installation.IsMariaDb ? [] : new[] { "--set-gtid-purged=OFF" }];
        var (exit, dump, error) = await source.Server.RunAsync(installation.Dump, [.. options, source.Name]);
        exit.ShouldBe(0, error);
        (exit, _, error) = await target.Server.RunAsync(installation.Client, [target.Name], dump);
        exit.ShouldBe(0, error);
    }
}
