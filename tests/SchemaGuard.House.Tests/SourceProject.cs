using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

/// <summary>A project file under src.</summary>
internal sealed class SourceProject(string path)
{
    private readonly XDocument _xml = XDocument.Load(path);

    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public string AssemblyName => Property("AssemblyName") ?? Name;

    public bool IsProgram => Property("OutputType") is "Exe" || Property("PackAsTool") is "true";

    /// <summary>Gets the names of the projects that it references.</summary>
    public IEnumerable<string> ProjectReferences =>
        Items("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => Items("PackageReference");

    public IEnumerable<string> FrameworkReferences => Items("FrameworkReference");

    /// <summary>Gets the warnings that it disables in addition to those of the whole repository.</summary>
    public IEnumerable<string> NoWarn =>
        _xml.Descendants("NoWarn")
            .SelectMany(element => element.Value.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(code => code != "$(NoWarn)");

    public override string ToString() => Name;

    private string? Property(string name) => _xml.Descendants(name).FirstOrDefault()?.Value.Trim();

    private IEnumerable<string> Items(string name) =>
        _xml.Descendants(name).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
