namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What a probe was answered.</summary>
/// <param name="At">When it was asked, since the pod was made.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The status; zero if there was no answer.</param>
/// <param name="Body">The body, or why there was no answer.</param>
internal sealed record ProbeAnswer(TimeSpan At, string Path, int Status, string Body)
{
    /// <summary>Gets whether the probe succeeded, as the kubelet defines it.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;
}
