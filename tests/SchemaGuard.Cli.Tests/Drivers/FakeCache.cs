using SchemaGuard.Cli.Drivers;

namespace SchemaGuard.Cli.Tests.Drivers;

/// <summary>Is a NuGet cache in a folder that is gone when the test is over.</summary>
internal sealed class FakeCache : IDisposable
{
    public FakeCache() => Cache = new NuGetCache(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("schemaguard-cache-").FullName;

    public NuGetCache Cache { get; }

    public MySqlDriver Driver => new(Cache);

    /// <summary>Adds a package with one assembly, or with none where the framework is empty.</summary>
    /// <param name="id">The package's id; the assembly is called like it.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="framework">The folder under lib.</param>
    /// <param name="dependencies">What stands inside the dependencies of its .nuspec.</param>
    /// <param name="copyOf">The assembly that it holds; otherwise a file that is none.</param>
    public FakeCache With(string id, string version, string framework = "net10.0", string dependencies = "", string? copyOf = null)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, id.ToLowerInvariant(), version)).FullName;
        File.WriteAllText(
            System.IO.Path.Combine(folder, id.ToLowerInvariant() + ".nuspec"),
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><dependencies>{dependencies}</dependencies></metadata>
            </package>
            """
        );
        if (framework.Length > 0)
        {
            var assembly = PathOf(id, version, framework);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(assembly)!);
            File.WriteAllBytes(assembly, copyOf is null ? "not an assembly"u8.ToArray() : File.ReadAllBytes(copyOf));
        }

        return this;
    }

    public string PathOf(string id, string version, string framework = "net10.0") =>
        System.IO.Path.Combine(Path, id.ToLowerInvariant(), version, "lib", framework, id + ".dll");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
