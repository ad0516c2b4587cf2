using k8s.Models;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>The settings of a probe, with the defaults of Kubernetes where the manifest says nothing.</summary>
internal sealed record ProbeSettings(
    string Path,
    TimeSpan InitialDelay,
    TimeSpan Period,
    TimeSpan Timeout,
    int SuccessThreshold,
    int FailureThreshold
)
{
    /// <summary>Reads a probe. What paces is scaled; the time-out is not, because the machine is not faster.</summary>
    public static ProbeSettings Of(V1Probe probe, double scale) =>
        new(
            probe.HttpGet.Path,
            TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0) * scale,
            TimeSpan.FromSeconds(probe.PeriodSeconds ?? 10) * scale,
            TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1),
            probe.SuccessThreshold ?? 1,
            probe.FailureThreshold ?? 3
        );
}
