using System.Xml;
using System.Xml.Linq;

namespace SchemaGuard.Cli.Drivers;

/// <summary>A package that another one needs.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Lowest">The lowest version that is sufficient.</param>
internal sealed record PackageDependency(string Id, PackageVersion Lowest)
{
    /// <summary>
    /// Reads the dependencies of a package on this runtime from its <c>.nuspec</c>: the group of the best framework, or else the group for
    /// all.
    /// </summary>
    /// <param name="folder">The package's folder.</param>
    /// <returns>The dependencies; none if the file is missing or is not XML. What the package needs then causes an error when it is used.</returns>
    public static IReadOnlyList<PackageDependency> ReadAll(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*.nuspec").FirstOrDefault() is { } nuspec ? Read(XDocument.Load(nuspec)) : [];
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<PackageDependency> Read(XDocument nuspec)
    {
        if (nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == "dependencies") is not { } all)
        {
            return [];
        }

        var groups = all.Elements().Where(element => element.Name.LocalName == "group").ToList();
        var chosen =
            TargetFrameworks.Best(groups, group => group.Attribute("targetFramework")?.Value ?? "")
            ?? groups.Find(group => group.Attribute("targetFramework") is null)
            ?? all;
        return
        [
            .. chosen
                .Elements()
                .Where(element => element.Name.LocalName == "dependency" && element.Attribute("id") is not null)
                .Select(element => new PackageDependency(
                    element.Attribute("id")!.Value,
                    PackageVersion.LowestOf(element.Attribute("version")?.Value ?? "")
                )),
        ];
    }
}
