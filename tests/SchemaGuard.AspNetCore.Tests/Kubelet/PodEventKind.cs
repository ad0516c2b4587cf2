namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What happens to a pod.</summary>
internal enum PodEventKind
{
    ContainerStarted,
    StartupSucceeded,
    Ready,
    NotReady,
    Killing,
    ContainerEnded,
    BackingOff,
}
