namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

/// <summary>A file whose fields are laid over the object of the same kind and name.</summary>
internal sealed class KustomizationPatch
{
    public string Path { get; set; } = "";
}
