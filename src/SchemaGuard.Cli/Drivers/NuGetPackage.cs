namespace SchemaGuard.Cli.Drivers;

/// <summary>One version of a package, unpacked.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Folder">The folder that it is unpacked into.</param>
internal sealed record NuGetPackage(string Id, PackageVersion Version, string Folder)
{
    private const string Library = "lib";

    private static readonly string[] Platforms = OperatingSystem.IsWindows()
        ? ["win"]
        : [OperatingSystem.IsMacOS() ? "osx" : "linux", "unix"];

    /// <summary>Gets the assembly with the name of the package, or the only one; <see langword="null"/> if this runtime can load none.</summary>
    public string? MainAssembly =>
        Assemblies(Library) is [var only]
            ? only
            : Assemblies(Library)
                .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(Id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Lists the assemblies that this runtime can load. Those for this operating system come before those for all.</summary>
    public IEnumerable<string> AllAssemblies() =>
        Platforms.Select(platform => Path.Combine("runtimes", platform, Library)).Append(Library).SelectMany(Assemblies);

    /// <summary>Finds the package that contains an assembly, as <c>…/lib/net10.0/MySqlConnector.dll</c> does.</summary>
    /// <returns>The package's folder, or <see langword="null"/>.</returns>
    public static string? FolderAround(string assembly)
    {
        var library = Path.GetDirectoryName(Path.GetDirectoryName(assembly));
        var package = Path.GetDirectoryName(library);
        return Path.GetFileName(library) == Library && Directory.EnumerateFiles(package!, "*.nuspec").Any() ? package : null;
    }

    private IReadOnlyList<string> Assemblies(string library)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, library));
        if (!folder.Exists || TargetFrameworks.Best(folder.GetDirectories(), framework => framework.Name) is not { } best)
        {
            return [];
        }

        return [.. best.EnumerateFiles("*.dll").Select(file => file.FullName).Order(StringComparer.Ordinal)];
    }
}
