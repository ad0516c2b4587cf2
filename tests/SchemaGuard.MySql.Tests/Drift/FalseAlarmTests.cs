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
    [InlineData(MySqlServers.MariaDb, "utf8mb3 collate utf8mb3_unicode_ci")]
    [InlineData(MySqlServers.MySql, "utf8mb4 collate utf8mb4_unicode_ci")]
    public async Task A_database_of_another_collation_is_as_its_migrations_make_it(string product, string characterSet)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = FolderOf(product);
        var manifest = await ManifestOf.MigratedAsync(source, folder);

        await target.ExecuteAsync($"alter database {target.Name} character set {characterSet}");
        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));
        var findings = await ManifestOf.FindingsAsync(target, folder, manifest);

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
        string[] options = ["--routines", "--triggers", .. installation.IsMariaDb ? [] : new[] { "--set-gtid-purged=OFF" }];
        var (exit, dump, error) = await source.Server.RunAsync(installation.Dump, [.. options, source.Name]);
        exit.ShouldBe(0, error);
        (exit, _, error) = await target.Server.RunAsync(installation.Client, [target.Name], dump);
        exit.ShouldBe(0, error);
    }
}
