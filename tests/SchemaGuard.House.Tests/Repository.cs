using System.Reflection;
using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

/// <summary>The repository that the tests were built from, and its content.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the project's public address, which is written once, in <c>src/Directory.Build.props</c>.</summary>
    public static string Url { get; } = XDocument.Load(PathOf("src/Directory.Build.props")).Descendants("PackageProjectUrl").Single().Value;

    /// <summary>Gets the projects under src, by name.</summary>
    public static IReadOnlyList<SourceProject> Projects { get; } =
    [
        .. Directory
            .EnumerateFiles(PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceProject(path)),
    ];

    /// <summary>Gets the projects whose public types users compile against.</summary>
    public static IEnumerable<SourceProject> Libraries => Projects.Where(project => !project.IsProgram);

    /// <summary>Gets every page for people: those of the top level, and those beside what they describe.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md").Order(StringComparer.Ordinal),
        .. Files("src", "*.md"),
        .. Files("samples", "*.md"),
        .. Files("tests", "*.md"),
    ];

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Returns a path as people in the repository write it.</summary>
    public static string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Finds the files of a folder, except those that the build creates.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(PathOf(folder))
            ? Directory
                .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
                .Where(path => !Shown(path).Split('/').Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal)
            : [];

    public static Assembly Load(SourceProject project) => Assembly.Load(new AssemblyName(project.AssemblyName));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SchemaGuard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"SchemaGuard.sln was not found above '{AppContext.BaseDirectory}'.");
    }
}
