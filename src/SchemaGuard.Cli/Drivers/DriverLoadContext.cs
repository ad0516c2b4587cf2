using System.Reflection;
using System.Runtime.Loader;

namespace SchemaGuard.Cli.Drivers;

/// <summary>Loads a driver and what it needs beside this program. What is found nowhere is missed when it is used, not before.</summary>
internal sealed class DriverLoadContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _manifest;
    private readonly PackageAssemblies? _packages;

    /// <param name="path">The driver's full path.</param>
    /// <param name="cache">Where packages are looked for that the driver's package needs.</param>
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
            // It names files that are not there, as beside a library that was built and not published: the other places are left.
            return null;
        }
    }

    /// <summary>Takes what this program has: the types of System.Data.Common must be the same on both sides.</summary>
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
            // Not here, or older than the driver needs it: it brings its own.
            return null;
        }
    }

    private string? Find(AssemblyName name)
    {
        var beside = Path.Combine(_folder, name.Name + ".dll");
        return _manifest?.ResolveAssemblyToPath(name) ?? (File.Exists(beside) ? beside : _packages?.Find(name.Name!));
    }
}
