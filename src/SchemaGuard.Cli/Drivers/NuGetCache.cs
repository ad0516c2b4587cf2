namespace SchemaGuard.Cli.Drivers;

/// <summary>The folder into which NuGet unpacks packages.</summary>
/// <param name="folder">The folder; it need not exist.</param>
internal sealed class NuGetCache(string folder)
{
    /// <summary>Gets the cache of the current user: the folder in <c>NUGET_PACKAGES</c>, or else <c>.nuget/packages</c> in the home folder.</summary>
    public static NuGetCache OfUser =>
        new(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
                ? packages
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")
        );

    public string Folder => folder;

    /// <summary>Lists the versions of a package, newest first.</summary>
    public IReadOnlyList<NuGetPackage> Find(string id)
    {
        var versions = new DirectoryInfo(Path.Combine(folder, id.ToLowerInvariant()));
        if (!versions.Exists)
        {
            return [];
        }

        return
        [
            .. versions
                .EnumerateDirectories()
                .Select(version =>
                    PackageVersion.TryParse(version.Name, out var parsed) ? new NuGetPackage(id, parsed, version.FullName) : null
                )
                .OfType<NuGetPackage>()
                .OrderByDescending(package => package.Version, PackageVersion.Order),
        ];
    }

    /// <summary>
    /// Finds the package that satisfies a dependency: the nearest version that is not below the stated one, or else the newest available.
    /// </summary>
    public NuGetPackage? Find(PackageDependency dependency)
    {
        var packages = Find(dependency.Id);
        return packages.LastOrDefault(package =>
                PackageVersion.Order.Compare(package.Version, dependency.Lowest) >= 0
                && (package.Version.IsStable || !dependency.Lowest.IsStable)
            )
            ?? packages.FirstOrDefault(package => package.Version.IsStable)
            ?? (packages is [var newest, ..] ? newest : null);
    }
}
