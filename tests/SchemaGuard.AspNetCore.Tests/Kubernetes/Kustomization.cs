namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

/// <summary>What the sample's kustomizations use of <c>kustomize.config.k8s.io/v1beta1</c>.</summary>
internal sealed class Kustomization
{
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public List<string> Resources { get; set; } = [];

    public List<KustomizationPatch> Patches { get; set; } = [];

    public List<KustomizationImage> Images { get; set; } = [];
}
