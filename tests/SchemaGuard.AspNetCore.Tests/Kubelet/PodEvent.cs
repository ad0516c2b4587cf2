namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What happened to a pod.</summary>
/// <param name="At">When, since the pod was made.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">The probe that kills, the exit code of a container that ended, or the pause before it starts again.</param>
internal sealed record PodEvent(TimeSpan At, PodEventKind Kind, string Text = "");
