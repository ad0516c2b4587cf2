using System.Globalization;
using System.Text.Json;
using SchemaGuard.PostgreSql.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

public sealed class RefusedStartTests(PostgreSqlServers servers)
{
    private const int Starts = 3;

    [Fact]
    public async Task A_refused_start_ends_with_its_code_is_tried_again_after_growing_pauses_and_gets_no_request()
    {
        await using var cluster = new Cluster(await servers.CreateDatabaseAsync());
        var image = cluster.Build(1).Add("0002_broken.sql", "insert into nowhere (number) values (2);");

        var pod = cluster.Run("posts-1", image, ("Listener__RefusalHold", "00:00:02"));
        await pod.UntilAsync(it => it.CountOf(PodEventKind.ContainerStarted) > Starts, "started again");

        pod.CountOf(PodEventKind.Ready).ShouldBe(0);
        pod.CountOf(PodEventKind.StartupSucceeded).ShouldBe(0);
        pod.CountOf(PodEventKind.Killing).ShouldBe(0, "It ends by itself.");
        Of(pod, PodEventKind.ContainerEnded).Select(ended => ended.Text).Take(Starts).ShouldAllBe(code => code == "4");
        var scale = cluster.Settings.Scale;
        var pauses = Of(pod, PodEventKind.BackingOff)
            .Select(pause => TimeSpan.Parse(pause.Text, CultureInfo.InvariantCulture))
            .Take(Starts)
            .ToList();
        pauses.ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(10) * scale, TimeSpan.FromSeconds(20) * scale]);
        for (var i = 0; i < Starts; i++)
        {
            (Of(pod, PodEventKind.ContainerStarted)[i + 1].At - Of(pod, PodEventKind.ContainerEnded)[i].At).ShouldBeGreaterThanOrEqualTo(
                pauses[i] - TimeSpan.FromMilliseconds(50)
            );
        }

        AssertReasonCouldBeRead(pod);
        (await cluster.AppliedByAsync("posts-1")).ShouldBe(2, "What was committed stays.");
    }

    private static List<PodEvent> Of(Pod pod, PodEventKind kind) => [.. pod.Events.Where(happened => happened.Kind == kind)];

    private static void AssertReasonCouldBeRead(Pod pod)
    {
        var answer = pod
            .Answers.FirstOrDefault(answer => answer.Body.Contains("\"refused\"", StringComparison.Ordinal))
            .ShouldNotBeNull(pod.Describe());
        answer.Status.ShouldBe(503);
        var refusal = JsonDocument.Parse(answer.Body).RootElement.GetProperty("refusal");
        refusal.GetProperty("exitCode").GetInt32().ShouldBe(ExitCodes.MigrationFailed);
        refusal.GetProperty("meaning").GetString().ShouldBe("a migration failed.");
    }
}
