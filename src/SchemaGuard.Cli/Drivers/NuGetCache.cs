namespace SchemaGuard.Cli.Drivers;

/// <summary>Is the folder that NuGet unpacks packages into.</summary>
/// <param name="folder">The folder; it need not exist.</param>
internal sealed class NuGetCache(string folder)
{
    /// <summary>Gets the cache of whoever runs this: the folder of <c>NUGET_PACKAGES</c>, else <c>.nuget/packages</c> of the home folder.</summary>
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

    /// <summary>Finds what serves a dependency: the nearest version that is not below the stated one, else the newest there is.</summary>
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
