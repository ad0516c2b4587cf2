using SchemaGuard.PostgreSql.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>A migration of a minute: of real seconds in the full run, of the kubelet's in the usual one.</summary>
public sealed class LongMigrationTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task A_pod_that_migrates_for_a_minute_is_not_killed_says_how_far_it_is_and_gets_requests_afterwards()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync());
        var pod = cluster.Run("posts-1", cluster.Build(1).Add("0002_held.sql", Cluster.HeldMigration));
        var startup = cluster.Settings.Startup;
        var probesOfMinute = (int)(TimeSpan.FromMinutes(1) * cluster.Settings.Scale / startup.Period);
        await pod.UntilAsync(it => it.AnswersOf(startup).Count(ProbeProgress.IsHeld) >= probesOfMinute, "probed for a minute");

        pod.Events.Select(happened => happened.Kind).ShouldBe([PodEventKind.ContainerStarted], pod.Describe());
        pod.Answers.ShouldAllBe(answer => answer.Path == startup.Path, "Until the startup probe succeeds, the others do not ask.");
        await AssertOthersWouldBeAnsweredAsync(pod, cluster.Settings);
        (
            await cluster.Database.NumberAsync("select count(*) from pg_stat_activity where application_name like 'schemaguard posts-1 %'")
        ).ShouldBeGreaterThan(0, "The holder of the lock has the pod's name.");
        await cluster.OpenGateAsync();
        await pod.UntilRoutedAsync();

        pod.Events.Select(happened => happened.Kind)
            .ShouldBe([PodEventKind.ContainerStarted, PodEventKind.StartupSucceeded, PodEventKind.Ready], pod.Describe());
        var held = pod.AnswersOf(startup).Where(ProbeProgress.IsHeld).Select(answer => ProbeProgress.OfMigration(answer)!).ToList();
        held.ShouldAllBe(progress =>
            progress.Status == "starting"
            && progress.Pod == "posts-1"
            && progress.Activity == "migrating"
            && progress.Count == 3
            && progress.Statements == 2
        );
        held.Select(progress => progress.Seconds).ShouldBeInOrder();
        held[^1].Seconds.ShouldBeGreaterThan(held[0].Seconds);
        (await cluster.AppliedByAsync("posts-1")).ShouldBe(3, "The pod's name stands in the history.");
    }

    private static async Task AssertOthersWouldBeAnsweredAsync(Pod pod, ContainerSettings settings)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{pod.Port}") };
        using var live = await client.GetAsync(settings.Liveness.Path, TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync(settings.Readiness.Path, TestContext.Current.CancellationToken);
        ((int)live.StatusCode).ShouldBe(200);
        ((int)ready.StatusCode).ShouldBe(503);
    }
}
