using System.Text.Json.Nodes;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that what a manifest of an earlier revision does not hold is not compared with it.</summary>
public sealed class EarlierRevisionTests(MySqlServers servers)
{
    private const string Common = """
        create table t (id int primary key);
        create algorithm = temptable view v as select id from t;

        """;

    private const string OfMariaDb = """
        create table kept (a int, b int without system versioning) with system versioning;
        create table divided (a int) with system versioning partition by system_time interval 1 month (partition p0 history, partition pn current);
        create table counted (a int) engine = aria transactional = 0;

        """;

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_manifest_of_the_third_revision_holds(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        var isMariaDb = product == MySqlServers.MariaDb;
        using var folder = new MigrationFolder().Add("1.sql", Common + (isMariaDb ? OfMariaDb : ""));
        var manifest = await ManifestOf.MigratedAsync(database, folder);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken))!;
        json["views"]!["v"]!.AsObject().Remove("updatable").ShouldBeTrue();
        if (isMariaDb)
        {
            json["tables"]!["kept"]!["columns"]!["b"]!.AsObject().Remove("versioned").ShouldBeTrue();
            var partitions = json["tables"]!["divided"]!["partitioning"]!.AsArray();
            partitions[1]!.ToString().ShouldBe("p0 in (history)");
            partitions[1] = "p0 in (2026-01-31 00:00:00)";
            json["tables"]!["counted"]!.AsObject().Remove("crashSafe").ShouldBeTrue();
        }

        json["revision"] = 3;
        await File.WriteAllTextAsync(manifest, json.ToJsonString(), TestContext.Current.CancellationToken);
        var found = await ManifestOf.FindingsAsync(database, folder, manifest);

        found.ShouldBeEmpty(ManifestOf.Show(found));
    }
}
