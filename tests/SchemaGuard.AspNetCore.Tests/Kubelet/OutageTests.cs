using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>A database that is away: for a minute in the full run, for six seconds in the usual one.</summary>
public sealed class OutageTests(PostgreSqlServers servers)
{
    private static readonly double Scale = FullRun.IsOn ? 1 : 0.1;
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1) * Scale;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30) * Scale;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3) * Scale;

    [Fact]
    public async Task An_outage_kills_no_pod_and_takes_its_requests_away_only_after_a_time()
    {
        var database = await PostgreSqlFallibleDatabase.CreateAsync(await servers.CreateDatabaseAsync());
        await using var cluster = new Cluster(database);
        var pod = cluster.Run(
            "posts-1",
            cluster.Build(1),
            ("SchemaGuard__OutageTolerance", Tolerance.ToString("c")),
            ("SchemaGuard__MonitorInterval", Interval.ToString("c")),
            ("SchemaGuard__MonitorLongestInterval", Interval.ToString("c"))
        );
        await pod.UntilRoutedAsync();

        var begin = pod.Elapsed;
        await database.BreakOffAsync();
        await pod.UntilAsync(it => it.CountOf(PodEventKind.NotReady) == 1 && it.Elapsed - begin >= Outage, "not ready");
        await pod.UntilAsync(it => LivesSince(it, begin).Count >= cluster.Settings.Liveness.FailureThreshold, "asked whether it lives");

        var turned = pod.Events.Single(happened => happened.Kind == PodEventKind.NotReady).At;
        (turned - begin).ShouldBeGreaterThanOrEqualTo(Tolerance, pod.Describe());
        pod.AnswersOf(cluster.Settings.Readiness).ShouldContain(answer => answer.At > begin && answer.IsSuccess);
        pod.AnswersOf(cluster.Settings.Readiness)[^1].Body.ShouldBe("Unreachable");
        LivesSince(pod, begin).ShouldAllBe(answer => answer.IsSuccess);

        await database.RestoreAsync();
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

        IReadOnlyList<ProbeAnswer> LivesSince(Pod it, TimeSpan since) =>
            [.. it.AnswersOf(cluster.Settings.Liveness).Where(answer => answer.At > since)];
    }
}
