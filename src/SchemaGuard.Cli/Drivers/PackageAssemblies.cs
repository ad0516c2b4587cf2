namespace SchemaGuard.Cli.Drivers;

/// <summary>The assemblies of all packages that one package needs, directly or indirectly, as far as they are in the cache.</summary>
/// <param name="cache">The cache that is searched for packages.</param>
/// <param name="folder">The folder of the package that needs them.</param>
internal sealed class PackageAssemblies(NuGetCache cache, string folder)
{
    private readonly Lazy<Dictionary<string, string>> _paths = new(() => PathsByName(cache, folder));

    /// <summary>Finds an assembly by its simple name.</summary>
    public string? Find(string name) => _paths.Value.GetValueOrDefault(name);

    private static Dictionary<string, string> PathsByName(NuGetCache cache, string folder)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Closure(cache, folder).SelectMany(package => package.AllAssemblies()))
        {
            paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        return paths;
    }

    private static Dictionary<string, NuGetPackage>.ValueCollection Closure(NuGetCache cache, string folder)
    {
        var chosen = new Dictionary<string, NuGetPackage>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<PackageDependency>(PackageDependency.ReadAll(folder));
        while (waiting.TryDequeue(out var dependency))
        {
            // Two packages may need a third in different versions: the higher one serves both.
            if (
                cache.Find(dependency) is not { } package
                || (
                    chosen.TryGetValue(dependency.Id, out var earlier)
                    && PackageVersion.Order.Compare(earlier.Version, package.Version) >= 0
                )
            )
            {
                continue;
            }

            chosen[dependency.Id] = package;
            foreach (var next in PackageDependency.ReadAll(package.Folder))
            {
                waiting.Enqueue(next);
            }
        }

        return chosen.Values;
    }
}
