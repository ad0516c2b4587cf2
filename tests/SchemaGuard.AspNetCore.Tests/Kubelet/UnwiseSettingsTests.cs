using SchemaGuard.PostgreSql.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What settings lead to that the documentation warns of: the kubelet that these tests play does kill.</summary>
public sealed class UnwiseSettingsTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task A_startup_probe_that_allows_for_too_little_kills_in_mid_migration_and_the_next_start_goes_on()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync())
        {
            Settings = Cluster.Sample with { Startup = Cluster.Sample.Startup with { FailureThreshold = 30 } },
        };
        var pod = cluster.Run("posts-1", cluster.Build(1).Add("0002_held.sql", Cluster.HeldMigration));

        await pod.UntilAsync(it => it.CountOf(PodEventKind.ContainerStarted) == 2, "started again");

        pod.Events[1].ShouldBe(new PodEvent(pod.Events[1].At, PodEventKind.Killing, "startup"));
        pod.Events[2].ShouldBe(new PodEvent(pod.Events[2].At, PodEventKind.ContainerEnded, "130"));
        await cluster.OpenGateAsync();
        await pod.UntilRoutedAsync();
        (await cluster.EntriesOfAsync(2)).ShouldBe(1);
    }

    [Fact]
    public async Task A_liveness_probe_that_asks_whether_the_database_is_right_kills_when_it_is_not()
    {
        var sample = Cluster.Sample;
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync())
        {
            Settings = sample with { Liveness = sample.Liveness with { Path = sample.Readiness.Path } },
        };
        var pod = cluster.Run(
            "posts-1",
            cluster.Build(1),
            ("SchemaGuard__RequireTables__0", "step_1"),
            ("SchemaGuard__MonitorInterval", "00:00:00.2"),
            ("SchemaGuard__MonitorLongestInterval", "00:00:00.2")
        );
        await pod.UntilRoutedAsync();

        await cluster.Database.ExecuteAsync("alter table step_1 rename to step_gone");
        await pod.UntilAsync(it => it.CountOf(PodEventKind.Killing) == 1, "killed");

        pod.Events.Single(happened => happened.Kind == PodEventKind.Killing).Text.ShouldBe("liveness");
    }
}
