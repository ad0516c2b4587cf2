using k8s;
using k8s.Models;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

public sealed class ManifestTests
{
    private const string DeploymentFile = "base/deployment.yaml";
    private static readonly V1Deployment Deployment = Manifests.Read<V1Deployment>(DeploymentFile);
    private static readonly V1Container Container = Deployment.Spec.Template.Spec.Containers.Single();

    public static TheoryData<string> Files => [.. Manifests.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_field_of_a_manifest_is_one_of_the_API(string file) => Manifests.Read(file).ShouldNotBeEmpty();

    [Fact]
    public void A_field_that_the_API_does_not_have_is_found() =>
        Should.Throw<Exception>(() =>
            KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Service\nspec: { nonsense: 1 }", typeMap: null, strict: true)
        );

    [Fact]
    public void The_probes_ask_the_paths_that_the_package_answers_at_the_port_of_the_container()
    {
        var paths = new SchemaGuardProbeOptions();
        V1Probe[] probes = [Container.StartupProbe, Container.LivenessProbe, Container.ReadinessProbe];

        probes.Select(probe => probe.HttpGet.Path).ShouldBe([paths.StartupPath, paths.LivePath, paths.ReadyPath]);
        probes.ShouldAllBe(probe => probe.HttpGet.Port.Value == Container.Ports.Single().Name);
        probes.ShouldAllBe(probe => probe.HttpGet.HttpHeaders == null && probe.HttpGet.Scheme == null);
    }

    [Fact]
    public void The_startup_probe_and_the_rollout_allow_for_an_hour_of_migrating()
    {
        var budget = TimeSpan.FromSeconds(Container.StartupProbe.PeriodSeconds!.Value * Container.StartupProbe.FailureThreshold!.Value);

        budget.ShouldBe(TimeSpan.FromHours(1));
        TimeSpan.FromSeconds(Deployment.Spec.ProgressDeadlineSeconds!.Value).ShouldBeGreaterThan(budget);
    }

    [Fact]
    public void A_pod_that_stops_has_time_for_what_comes_before_SIGTERM_and_for_the_host()
    {
        var grace = Deployment.Spec.Template.Spec.TerminationGracePeriodSeconds!.Value;
        var host = new Microsoft.Extensions.Hosting.HostOptions().ShutdownTimeout.TotalSeconds;

        (grace - Container.Lifecycle.PreStop.Sleep.Seconds).ShouldBeGreaterThan((long)host);
    }

    [Fact]
    public void The_service_and_the_budget_mean_the_pods_and_their_port()
    {
        var labels = Deployment.Spec.Template.Metadata.Labels;
        var service = Manifests.Read<V1Service>("base/service.yaml");
        var budget = Manifests.Read<V1PodDisruptionBudget>("base/poddisruptionbudget.yaml");

        Deployment.Spec.Selector.MatchLabels.ShouldBe(labels);
        service.Spec.Selector.ShouldBe(labels);
        budget.Spec.Selector.MatchLabels.ShouldBe(labels);
        service.Spec.Ports.Single().TargetPort.Value.ShouldBe(Container.Ports.Single().Name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_container_has_no_rights_a_read_only_file_system_and_the_name_of_its_pod(string file)
    {
        foreach (var pod in Manifests.Read(file).Select(PodOf).OfType<V1PodSpec>())
        {
            foreach (var container in pod.Containers.Concat(pod.InitContainers ?? []).Where(container => container.Image is not null))
            {
                container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
                container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
                container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
                container.Resources.Requests.Keys.ShouldBe(["cpu", "memory"], ignoreOrder: true);
                container.Env.Single(variable => variable.Name == "POD_NAME").ValueFrom.FieldRef.FieldPath.ShouldBe("metadata.name");
                container.Env.ShouldAllBe(variable =>
                    variable.Name != "ConnectionStrings__posts" || variable.ValueFrom.SecretKeyRef != null
                );
            }

            // A patch leaves what concerns the whole pod to the base.
            if (pod.Containers.All(container => container.Image is not null))
            {
                pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
                pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
                pod.AutomountServiceAccountToken.ShouldBe(false);
            }
        }
    }

    [Fact]
    public void The_job_gives_up_on_the_exit_codes_that_another_try_does_not_mend()
    {
        var job = Manifests.Read<V1Job>("job/job.yaml");

        var rule = job.Spec.PodFailurePolicy.Rules.Single();
        rule.Action.ShouldBe("FailJob");
        rule.OnExitCodes.OperatorProperty.ShouldBe("In");
        rule.OnExitCodes.Values.ShouldBe([ExitCodes.Unhealthy, ExitCodes.Configuration, ExitCodes.MigrationFailed]);
        job.Spec.Template.Spec.RestartPolicy.ShouldBe("Never", "A failure policy takes no other.");
        job.Spec.Template.Spec.Containers.Single().Args.ShouldBe(["schemaguard", "migrate"]);
        job.Spec.Template.Metadata.Labels.ShouldNotBe(
            Deployment.Spec.Selector.MatchLabels,
            "The service must not send requests to the job."
        );
    }

    [Fact]
    public void The_image_runs_as_the_user_and_listens_at_the_port_of_the_manifests()
    {
        var dockerfile = File.ReadAllLines(Path.Combine(Manifests.Sample, "Dockerfile"));
        var port = Container.Ports.Single().ContainerPort;

        dockerfile.ShouldContain(line => line == $"EXPOSE {port}");
        dockerfile.ShouldContain(line => line.EndsWith($"ASPNETCORE_HTTP_PORTS={port}", StringComparison.Ordinal));
        dockerfile.ShouldContain(line => line == $"USER {Deployment.Spec.Template.Spec.SecurityContext.RunAsUser}");
        dockerfile[^1].ShouldBe("ENTRYPOINT [\"dotnet\", \"Kubernetes.dll\"]");
    }

    private static V1PodSpec? PodOf(object manifest) =>
        manifest switch
        {
            V1Deployment deployment => deployment.Spec.Template.Spec,
            V1Job job => job.Spec.Template.Spec,
            _ => null,
        };
}
