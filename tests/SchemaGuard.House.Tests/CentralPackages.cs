using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

/// <summary>Reads the one file that gives packages their versions.</summary>
internal static class CentralPackages
{
    public static XDocument Load() => XDocument.Load(Repository.PathOf("Directory.Packages.props"), LoadOptions.PreserveWhitespace);

    /// <summary>Finds where a package gets its version; what only changes those that have one is not among them.</summary>
    public static IEnumerable<XElement> Versions(XDocument document) =>
        document
            .Descendants()
            .Where(element =>
                element.Name.LocalName is "PackageVersion" or "GlobalPackageReference" && element.Attribute("Include") is not null
            );

    /// <summary>Gives the version that a library has to state as the minimum of a package.</summary>
    public static string Stated(string package)
    {
        var version = Versions(Load()).Single(element => element.Attribute("Include")!.Value == package);
        return (version.Attribute("Lowest") ?? version.Attribute("Version")!).Value;
    }
}
