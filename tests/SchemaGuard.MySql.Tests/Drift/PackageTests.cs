using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that MariaDB's packages, their bodies, and what has the same name are objects of their own.</summary>
public sealed class PackageTests(MySqlServers servers)
{
    private static readonly string[] Script =
    [
        "set sql_mode = oracle; create package pk as function f return int; end",
        "set sql_mode = oracle; create package body pk as function f return int as begin return 1; end; end",
        "set sql_mode = oracle; create function pk return int as begin return 1; end",
        "set sql_mode = oracle; create procedure pk as begin null; end",
    ];

    [Fact]
    public async Task A_package_and_its_body_are_two_entries_of_a_manifest_that_can_be_read()
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        foreach (var statement in Script)
        {
            await database.ExecuteAsync(statement);
        }

        using var folder = new MigrationFolder().Add("1.sql", "select 1");
        var manifest = await ManifestOf.MigratedAsync(database, folder);
        var found = await ManifestOf.FindingsAsync(database, folder, manifest);
        found.ShouldBeEmpty(ManifestOf.Show(found));

        await database.ExecuteAsync("set sql_mode = oracle; drop package body pk");
        found = await ManifestOf.FindingsAsync(database, folder, manifest);
        found.ShouldHaveSingleItem().Target.ShouldBe("package body pk");

        await database.ExecuteAsync(Script[1].Replace("return 1", "return 2", StringComparison.Ordinal));
        found = await ManifestOf.FindingsAsync(database, folder, manifest);
        var finding = found.ShouldHaveSingleItem();
        (finding.Code, finding.Target).ShouldBe((FindingCodes.RoutineDifferent, "package body pk"));
    }
}
