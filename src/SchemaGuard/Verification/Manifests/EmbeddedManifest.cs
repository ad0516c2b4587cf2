using System.Reflection;

namespace SchemaGuard.Verification.Manifests;

/// <summary>A manifest that is embedded in an assembly.</summary>
internal sealed class EmbeddedManifest(Assembly assembly, string resource) : IManifestSource
{
    public ManifestFile? Read(IReadOnlyList<string> basePaths, List<string> problems)
    {
        var names = assembly.GetManifestResourceNames();
        var found =
            Array.Find(names, name => name == resource)
            ?? Array.Find(names, name => name.EndsWith("." + resource, StringComparison.Ordinal));
        if (found is null)
        {
            problems.Add(ManifestMessages.NotEmbedded(resource, assembly.GetName().Name!, names));
            return null;
        }

        using var stream = assembly.GetManifestResourceStream(found)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new ManifestFile(found, content);
    }
}
