using System.Reflection;
using System.Runtime.Loader;

namespace SchemaGuard.Cli.Drivers;

/// <summary>
/// The load context of a driver and its dependencies, apart from those of this program. A missing dependency causes an error only when it
/// is used.
/// </summary>
internal sealed class DriverLoadContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _manifest;
    private readonly PackageAssemblies? _packages;

    /// <param name="path">The driver's full path.</param>
    /// <param name="cache">The cache that is searched for packages that the driver's package needs.</param>
    public DriverLoadContext(string path, NuGetCache cache)
        : base(Path.GetFileNameWithoutExtension(path))
    {
        _folder = Path.GetDirectoryName(path)!;
        _manifest = ReadManifest(path);
        _packages = NuGetPackage.FolderAround(path) is { } package ? new PackageAssemblies(cache, package) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (FromHost(assemblyName) is { } shared)
        {
            return shared;
        }

        return Find(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _manifest?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>Reads the <c>.deps.json</c> beside the driver.</summary>
    private static AssemblyDependencyResolver? ReadManifest(string path)
    {
        try
        {
            return new AssemblyDependencyResolver(path);
        }
        catch (InvalidOperationException)
        {
            // It names files that do not exist, as for a library that was built but not published. The other places remain.
            return null;
        }
    }

    /// <summary>Loads an assembly that this program has: the types of System.Data.Common must be the same on both sides.</summary>
    private static Assembly? FromHost(AssemblyName name)
    {
        if (name.Name is not ("System" or "mscorlib" or "netstandard") && name.Name?.Split('.') is not ["System" or "Microsoft", _, ..])
        {
            return null;
        }

        try
        {
            return Default.LoadFromAssemblyName(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException)
        {
            // Missing here, or older than the driver needs: the driver brings its own.
            return null;
        }
    }

    private string? Find(AssemblyName name)
    {
        var beside = Path.Combine(_folder, name.Name + ".dll");
        return _manifest?.ResolveAssemblyToPath(name) ?? (File.Exists(beside) ? beside : _packages?.Find(name.Name!));
    }
}
