using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

/// <summary>The file that sets the versions of all packages.</summary>
internal static class CentralPackages
{
    public static XDocument Load() => XDocument.Load(Repository.PathOf("Directory.Packages.props"), LoadOptions.PreserveWhitespace);

    /// <summary>Finds the elements that set a package's version; elements that only change existing ones are excluded.</summary>
    public static IEnumerable<XElement> Versions(XDocument document) =>
        document
            .Descendants()
            .Where(element =>
                element.Name.LocalName is "PackageVersion" or "GlobalPackageReference" && element.Attribute("Include") is not null
            );

    /// <summary>Returns the version that a library has to declare as the minimum of a package.</summary>
    public static string Stated(string package)
    {
        var version = Versions(Load()).Single(element => element.Attribute("Include")!.Value == package);
        return (version.Attribute("Lowest") ?? version.Attribute("Version")!).Value;
    }
}
