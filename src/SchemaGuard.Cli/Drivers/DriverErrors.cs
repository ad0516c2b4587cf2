namespace SchemaGuard.Cli.Drivers;

/// <summary>The messages about a driver that was not found or is not a driver.</summary>
internal static class DriverErrors
{
    public static string NotUnderstood(string driver) =>
        $"--driver '{driver}' is neither a path that ends with .dll nor a package id. "
        + "Write MySqlConnector, MySqlConnector/2.5.0, or the path of MySqlConnector.dll.";

    public static string NoFile(string path) =>
        $"--driver {path} does not exist. Write the path of a driver assembly, such as MySqlConnector.dll, or a package id, such as MySqlConnector.";

    public static string NoDefault(NuGetCache cache, string first, string second) =>
        $"--provider mysql needs an ADO.NET driver, which is not part of this tool. The NuGet cache {cache.Folder} contains neither {first} "
        + $"nor {second} in a stable version that .NET {Environment.Version.Major} can load. Run 'dotnet add package {first}' in any project, "
        + $"or write --driver with the path of {first}.dll.";

    public static string NoPackage(NuGetCache cache, string id) =>
        $"--driver {id} needs the package in the NuGet cache {cache.Folder}, which does not contain it. "
        + $"Run 'dotnet add package {id}' in any project, or write the path of {id}.dll.";

    public static string NoVersion(NuGetCache cache, string id, PackageVersion version, IEnumerable<NuGetPackage> others) =>
        $"--driver {id}/{version} needs this version in the NuGet cache {cache.Folder}, which contains {Versions(others)}. "
        + $"Write one of these, or run 'dotnet add package {id} --version {version}' in any project.";

    public static string NoStableVersion(NuGetCache cache, string id, IReadOnlyList<NuGetPackage> others) =>
        $"--driver {id} needs a stable version that .NET {Environment.Version.Major} can load in the NuGet cache {cache.Folder}, "
        + $"which contains {Versions(others)}. Run 'dotnet add package {id}' in any project, or write a version, as in {id}/{others[0].Version}.";

    public static string NoLibrary(NuGetPackage package) =>
        $"--driver {package.Id}/{package.Version} has no assembly in {Path.Combine(package.Folder, "lib")} for any of "
        + $"{string.Join(", ", TargetFrameworks.Loadable)}. Write another version, or the path of {package.Id}.dll.";

    public static string NotLoadable(string path, Exception reason) =>
        $"The driver {path} cannot be loaded: {Sentence(reason)} Write --driver with the path of a driver assembly for .NET, or with a package id.";

    public static string NoFactory(string path) =>
        $"{path} is not an ADO.NET driver: it has no public DbProviderFactory with a static Instance. "
        + "Write --driver MySqlConnector, or the path of MySqlConnector.dll.";

    public static string FactoryFailed(string path, Exception reason) =>
        $"The driver {path} cannot be started: {Sentence(reason)} Write --driver with another version, or put its dependencies into its folder.";

    private static string Versions(IEnumerable<NuGetPackage> packages) => string.Join(", ", packages.Select(package => package.Version));

    private static string Sentence(Exception reason) => reason.Message.TrimEnd('.') + ".";
}
