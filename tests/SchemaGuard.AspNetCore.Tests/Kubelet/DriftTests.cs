using SchemaGuard.PostgreSql.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

public sealed class DriftTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task Drift_takes_requests_away_kills_nothing_and_its_repair_brings_them_back()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync());
        var pod = cluster.Run(
            "posts-1",
            cluster.Build(1),
            ("SchemaGuard__RequireTables__0", "step_1"),
            ("SchemaGuard__MonitorInterval", "00:00:00.2"),
            ("SchemaGuard__MonitorLongestInterval", "00:00:00.2")
        );
        await pod.UntilRoutedAsync();

        await cluster.Database.ExecuteAsync("alter table step_1 rename to step_gone");
        await pod.UntilAsync(it => it.CountOf(PodEventKind.NotReady) == 1, "not ready");
        var turned = pod.Elapsed;
        var liveness = cluster.Settings.Liveness;
        await pod.UntilAsync(
            it => it.AnswersOf(liveness).Count(answer => answer.At > turned) >= liveness.FailureThreshold,
            "asked whether it lives"
        );

        pod.IsRouted.ShouldBeFalse();
        pod.AnswersOf(cluster.Settings.Readiness)[^1].Body.ShouldBe("Unhealthy");
        pod.AnswersOf(liveness).ShouldAllBe(answer => answer.IsSuccess);

        await cluster.Database.ExecuteAsync("alter table step_gone rename to step_1");
        await pod.UntilRoutedAsync();

        pod.Events.Select(happened => happened.Kind)
            .ShouldBe(
                [
                    PodEventKind.ContainerStarted,
                    PodEventKind.StartupSucceeded,
                    PodEventKind.Ready,
                    PodEventKind.NotReady,
                    PodEventKind.Ready,
                ],
                pod.Describe()
            );
    }
}
