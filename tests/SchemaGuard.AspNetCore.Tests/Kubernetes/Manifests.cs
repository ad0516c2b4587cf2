using k8s;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

/// <summary>The files of the sample for Kubernetes.</summary>
internal static class Manifests
{
    private const string KustomizationFile = "kustomization.yaml";

    public static string Sample { get; } = Path.Combine(Programs.Repository, "samples", "Kubernetes");

    private static string Folder { get; } = Path.Combine(Sample, "manifests");

    /// <summary>Gets the folders of <c>manifests</c>.</summary>
    public static IEnumerable<string> Overlays =>
        Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>Gets the files that are objects of the API, each with its folder.</summary>
    public static IEnumerable<string> Files =>
        Directory
            .GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != KustomizationFile)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal);

    /// <summary>Reads the objects of a file as the API's own types. A field that the API does not have is an error.</summary>
    public static IReadOnlyList<object> Read(string file) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, file)), typeMap: null, strict: true);

    /// <summary>Reads the only object of a file.</summary>
    public static T Read<T>(string file) => (T)Read(file).Single();

    /// <summary>Reads a kustomization. A field that it does not have is an error.</summary>
    public static Kustomization ReadKustomization(string overlay) =>
        KubernetesYaml.Deserialize<Kustomization>(File.ReadAllText(PathOf(overlay, KustomizationFile)), strict: true);

    /// <summary>Gets the path of a file or folder that a kustomization names.</summary>
    public static string PathOf(string overlay, string path) => Path.GetFullPath(Path.Combine(Folder, overlay, path));

    /// <summary>Gets the name of such a file as <see cref="Read(string)"/> takes it.</summary>
    public static string NameOf(string overlay, string path) => Path.GetRelativePath(Folder, PathOf(overlay, path));
}
