namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

/// <summary>The tag of an image.</summary>
internal sealed class KustomizationImage
{
    public string Name { get; set; } = "";

    public string? NewTag { get; set; }
}
