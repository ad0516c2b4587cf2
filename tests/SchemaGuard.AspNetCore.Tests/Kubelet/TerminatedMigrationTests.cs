using SchemaGuard.PostgreSql.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

public sealed class TerminatedMigrationTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task A_pod_that_is_deleted_in_mid_migration_ends_in_time_and_the_next_one_goes_on()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync());
        var image = cluster.Build(1).Add("0002_held.sql", Cluster.HeldMigration);
        var first = cluster.Run("posts-1", image);
        await UntilHeldAsync(first, cluster);

        await first.DeleteAsync();

        first
            .Events.Select(happened => happened.Kind)
            .ShouldBe([PodEventKind.ContainerStarted, PodEventKind.Killing, PodEventKind.ContainerEnded], first.Describe());
        first.Events[^1].Text.ShouldBe("130", "It ended by itself: SIGKILL would be 137.");
        (first.Events[2].At - first.Events[1].At).ShouldBeLessThan(cluster.Settings.GracePeriod);
        (await cluster.AppliedByAsync("posts-1")).ShouldBe(2, "What was committed stays.");
        (await cluster.EntriesOfAsync(2)).ShouldBe(0);

        var second = cluster.Run("posts-2", image);
        await UntilHeldAsync(second, cluster);
        await cluster.OpenGateAsync();
        await second.UntilRoutedAsync();

        second.CountOf(PodEventKind.ContainerStarted).ShouldBe(1);
        (await cluster.AppliedByAsync("posts-2")).ShouldBe(1);
        (await cluster.EntriesOfAsync(1)).ShouldBe(1);
        (await cluster.EntriesOfAsync(2)).ShouldBe(1);
    }

    // What is pending for the second pod is only the held migration, so its number is 1.
    private static Task UntilHeldAsync(Pod pod, Cluster cluster) =>
        pod.UntilAsync(
            it =>
                it.AnswersOf(cluster.Settings.Startup)
                    .Select(ProbeProgress.OfMigration)
                    .Any(progress => progress is { Statement: 1, Statements: 2 } && progress.Number == progress.Count),
            "at the held migration"
        );
}
