using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SchemaGuard.Cli.Drivers;

/// <summary>The loader of the ADO.NET driver for MySQL and MariaDB, which is not part of the tool.</summary>
/// <param name="cache">The cache that is searched for packages.</param>
internal sealed partial class MySqlDriver(NuGetCache cache)
{
    private const string Preferred = "MySqlConnector";
    private const string Second = "MySql.Data";

    /// <summary>Loads a driver.</summary>
    /// <param name="driver">The path of an assembly, a package id with or without a version, or <see langword="null"/> for a driver that is
    /// available.</param>
    /// <returns>The factory of the driver.</returns>
    /// <exception cref="SchemaGuardConfigurationException">There is no such driver, or the assembly is not a driver.</exception>
    public DbProviderFactory Load(string? driver)
    {
        var path = Locate(driver);
        try
        {
            var assembly = new DriverLoadContext(path, cache).LoadFromAssemblyPath(path);
            return DriverFactory.FindIn(assembly) ?? throw Refused(DriverErrors.NoFactory(path));
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw Refused(DriverErrors.NotLoadable(path, exception));
        }
        catch (Exception exception) when (exception is TargetInvocationException or TypeInitializationException)
        {
            throw Refused(DriverErrors.FactoryFailed(path, exception.GetBaseException()));
        }
    }

    /// <summary>Finds the driver's assembly.</summary>
    /// <param name="driver">As for <see cref="Load"/>.</param>
    /// <returns>The full path.</returns>
    public string Locate(string? driver)
    {
        if (driver is null)
        {
            return NewestOf(cache.Find(Preferred))
                ?? NewestOf(cache.Find(Second))
                ?? throw Refused(DriverErrors.NoDefault(cache, Preferred, Second));
        }

        if (driver.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            var path = Path.GetFullPath(driver);
            return File.Exists(path) ? path : throw Refused(DriverErrors.NoFile(path));
        }

        if (PackageName().Match(driver) is not { Success: true } name)
        {
            throw Refused(DriverErrors.NotUnderstood(driver));
        }

        var version = name.Groups["version"];
        if (!version.Success)
        {
            return LocateNewest(name.Groups["id"].Value);
        }

        return PackageVersion.TryParse(version.Value, out var parsed)
            ? Locate(name.Groups["id"].Value, parsed)
            : throw Refused(DriverErrors.NotUnderstood(driver));
    }

    private static string? NewestOf(IEnumerable<NuGetPackage> packages) =>
        packages
            .Where(package => package.Version.IsStable)
            .Select(package => package.MainAssembly)
            .FirstOrDefault(path => path is not null);

    private static SchemaGuardConfigurationException Refused(string problem) => new("default", [problem]);

    // The form of NuGet ids, so that a name cannot lead to a folder outside the cache.
    [GeneratedRegex(@"^(?<id>\w+([.-]\w+)*)(/(?<version>[^/]+))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PackageName();

    private string LocateNewest(string id)
    {
        var packages = cache.Find(id);
        return NewestOf(packages)
            ?? throw Refused(packages.Count == 0 ? DriverErrors.NoPackage(cache, id) : DriverErrors.NoStableVersion(cache, id, packages));
    }

    private string Locate(string id, PackageVersion version)
    {
        var packages = cache.Find(id);
        if (packages.Count == 0)
        {
            throw Refused(DriverErrors.NoPackage(cache, id));
        }

        var package =
            packages.FirstOrDefault(package => package.Version == version)
            ?? throw Refused(DriverErrors.NoVersion(cache, id, version, packages));
        return package.MainAssembly ?? throw Refused(DriverErrors.NoLibrary(package));
    }
}
