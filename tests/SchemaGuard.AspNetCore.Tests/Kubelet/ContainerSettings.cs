using k8s.Models;
using SchemaGuard.AspNetCore.Tests.Kubernetes;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What the sample's Deployment tells the kubelet about its container.</summary>
/// <param name="Startup">The startup probe.</param>
/// <param name="Liveness">The liveness probe.</param>
/// <param name="Readiness">The readiness probe.</param>
/// <param name="PreStop">How long the hook before SIGTERM sleeps; not scaled, because a request that is on its way needs real time.</param>
/// <param name="GracePeriod">The time from the decision to stop until SIGKILL; not scaled, because the machine is not faster.</param>
/// <param name="Scale">By what times are multiplied.</param>
internal sealed record ContainerSettings(
    ProbeSettings Startup,
    ProbeSettings Liveness,
    ProbeSettings Readiness,
    TimeSpan PreStop,
    TimeSpan GracePeriod,
    double Scale
)
{
    /// <summary>Reads the sample's Deployment.</summary>
    public static ContainerSettings Read(double scale)
    {
        var pod = Deployment.Spec.Template.Spec;
        var container = pod.Containers.Single();
        return new ContainerSettings(
            ProbeSettings.Of(container.StartupProbe, scale),
            ProbeSettings.Of(container.LivenessProbe, scale),
            ProbeSettings.Of(container.ReadinessProbe, scale),
            TimeSpan.FromSeconds(container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0),
            TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds ?? 30),
            scale
        );
    }

    public static V1Deployment Deployment { get; } = Manifests.Read<V1Deployment>("base/deployment.yaml");
}
