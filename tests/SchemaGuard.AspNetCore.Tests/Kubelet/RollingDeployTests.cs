using System.Globalization;
using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

public sealed class RollingDeployTests(PostgreSqlServers servers)
{
    private const int StepsOfN = 3;
    private const int StepsOfNext = 5;

    [Fact]
    public async Task A_rolling_deploy_applies_each_migration_once_and_no_request_fails()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync());
        var rollout = new Rollout();
        await rollout.InstallAsync(Create(cluster, "n", cluster.Build(StepsOfN)));
        await using var traffic = new Traffic(() => rollout.Endpoints, "/health");

        await rollout.UpdateAsync(Create(cluster, "next", cluster.Build(StepsOfNext)));
        foreach (var pod in rollout.Endpoints)
        {
            await pod.UntilAsync(it => traffic.Served.ContainsKey(it.Name), "asked");
        }

        await traffic.StopAsync();
        traffic.Failures.ShouldBeEmpty();
        traffic.Served.Keys.ShouldBe(["n-1", "n-2", "n-3", "next-1", "next-2", "next-3"], ignoreOrder: true);
        rollout.Endpoints.Select(pod => pod.Name).ShouldBe(["next-1", "next-2", "next-3"], ignoreOrder: true);
        for (var step = 1; step <= StepsOfNext; step++)
        {
            (await cluster.EntriesOfAsync(step)).ShouldBe(1, $"step {step}");
        }

        (await cluster.Database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(StepsOfNext + 1);
        (await cluster.AppliedByAsync("next-1")).ShouldBe(
            StepsOfNext - StepsOfN,
            "The first pod of the release migrated, and the others found it done."
        );
    }

    private static Func<int, Pod> Create(Cluster cluster, string release, MigrationFolder image) =>
        number => cluster.Run(string.Create(CultureInfo.InvariantCulture, $"{release}-{number}"), image);
}
