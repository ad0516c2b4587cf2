using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says what is seen of MariaDB's application time and of its partitions by system time, which the catalog shows in part.</summary>
public sealed class ApplicationTimeTests(MySqlServers servers)
{
    private const string Script = """
        create table stays (id int, s date, e date, period for app_time(s, e), unique key k (id, app_time without overlaps));
        create table divided (a int) with system versioning
            partition by system_time limit 1000 (partition p0 history, partition p1 history, partition pn current);

        """;

    [Fact]
    public async Task The_condition_of_a_period_is_compared_and_overlaps_and_limits_are_not_seen()
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        using var folder = new MigrationFolder().Add("1.sql", Script);
        var manifest = await ManifestOf.MigratedAsync(database, folder);

        // In one statement the server takes both for nothing.
        await database.ExecuteAsync("alter table stays drop key k");
        await database.ExecuteAsync("alter table stays add unique key k (id, e, s)");
        await database.ExecuteAsync(
            "alter table divided partition by system_time limit 2000 (partition p0 history, partition p1 history, partition pn current)"
        );
        var found = await ManifestOf.FindingsAsync(database, folder, manifest);
        found.ShouldBeEmpty(ManifestOf.Show(found));

        await database.ExecuteAsync("alter table stays drop period for app_time");
        found = await ManifestOf.FindingsAsync(database, folder, manifest);
        var finding = found.ShouldHaveSingleItem(ManifestOf.Show(found));
        (finding.Code, finding.Target).ShouldBe((FindingCodes.CheckMissing, "stays.app_time"));
    }
}
