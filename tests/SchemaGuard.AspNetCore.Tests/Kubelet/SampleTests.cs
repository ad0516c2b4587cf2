using System.Globalization;
using k8s.Models;
using SchemaGuard.AspNetCore.Tests.Kubernetes;
using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>The sample itself, with what its manifests tell it.</summary>
public sealed class SampleTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task Pods_wait_for_the_job_and_get_requests_when_it_has_migrated()
    {
        var database = await servers.CreateDatabaseAsync();
        await using var cluster = new Cluster(database);
        var pod = cluster.Run("posts-1", Start(database, Container("job/wait.yaml")));
        await pod.UntilAsync(
            it => it.Answers.Any(answer => answer.Body.Contains("waiting", StringComparison.OrdinalIgnoreCase)),
            "waiting"
        );

        var job = Manifests.Read<V1Job>("job/job.yaml").Spec.Template.Spec.Containers.Single();
        await using var migrate = Migrate(database, "posts-migrate", job);
        (await migrate.ExitAsync()).ShouldBe(ExitCodes.Ok, migrate.Output + migrate.Error);
        await pod.UntilRoutedAsync();

        (await cluster.AppliedByAsync("posts-migrate")).ShouldBe(1);
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri($"http://127.0.0.1:{pod.Port}/"), TestContext.Current.CancellationToken)).ShouldBe("0 posts");
    }

    [Fact]
    public async Task Init_containers_of_several_pods_migrate_once_and_the_pods_verify()
    {
        var database = await servers.CreateDatabaseAsync();
        await using var cluster = new Cluster(database);
        var patch = Manifests.Read<V1Deployment>("init-container/init-container.yaml").Spec.Template.Spec;
        await using var first = Migrate(database, "posts-1", patch.InitContainers.Single());
        await using var second = Migrate(database, "posts-2", patch.InitContainers.Single());
        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Output + first.Error);
        (await second.ExitAsync()).ShouldBe(ExitCodes.Ok, second.Output + second.Error);

        await cluster.Run("posts-1", Start(database, patch.Containers.Single())).UntilRoutedAsync();

        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(1);
    }

    private static V1Container Container(string file) => Manifests.Read<V1Deployment>(file).Spec.Template.Spec.Containers.Single();

    private static Func<Pod, TestProcess> Start(TestDatabase database, V1Container container) =>
        pod =>
            TestProcess.Start(
                Programs.Kubernetes,
                container.Args ?? [],
                [.. Environment(database, pod.Name, container), ("ASPNETCORE_HTTP_PORTS", pod.Port.ToString(CultureInfo.InvariantCulture))]
            );

    private static TestProcess Migrate(TestDatabase database, string pod, V1Container container) =>
        TestProcess.Start(Programs.Kubernetes, container.Args, Environment(database, pod, container));

    private static IEnumerable<(string Key, string Value)> Environment(TestDatabase database, string pod, V1Container container) =>
        [
            ("POD_NAME", pod),
            ("ConnectionStrings__posts", database.ConnectionString),
            ("DOTNET_CONTENTROOT", Path.GetDirectoryName(Programs.Kubernetes)!),
            .. container.Env.Where(variable => variable.Value is not null).Select(variable => (variable.Name, variable.Value)),
        ];
}
