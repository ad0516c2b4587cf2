using System.IO.Compression;
using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

/// <summary>Tests of the packages' content. The packages exist after <c>dotnet pack</c>, with which CI begins.</summary>
public sealed class PackageContentTests
{
    public static TheoryData<string> Libraries => [.. Repository.Libraries.Select(project => project.Name)];

    public static TheoryData<string> Packages => [.. Repository.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_there_as_it_is_and_compiled_ahead_of_time(string package)
    {
        using var content = Open(package);
        var plain = SizeOf("lib/net10.0");

        SizeOf("runtimes/linux-x64/lib/net10.0").ShouldBeGreaterThan(plain);
        SizeOf("runtimes/linux-arm64/lib/net10.0").ShouldBeGreaterThan(plain);

        long SizeOf(string path) => content.GetEntry($"{path}/{package}.dll").ShouldNotBeNull(path).Length;
    }

    [Fact]
    public void The_core_package_brings_every_project_the_way_out_of_what_is_compiled_ahead_of_time()
    {
        using var content = Open("SchemaGuard");

        content.GetEntry("buildTransitive/SchemaGuard.targets").ShouldNotBeNull().Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void The_tool_is_there_as_it_is_and_compiled_ahead_of_time(string platform)
    {
        using var plain = Open("SchemaGuard.Cli.any");
        using var ahead = Open($"SchemaGuard.Cli.{platform}");

        var referenced = ReferencedBy("SchemaGuard.Cli").Select(name => $"{name}.dll").ToList();
        referenced.Count.ShouldBeGreaterThan(5);
        foreach (var assembly in referenced)
        {
            SizeOf(ahead, platform, assembly).ShouldBeGreaterThan(SizeOf(plain, "any", assembly));
        }

        static long SizeOf(ZipArchive content, string platform, string assembly) =>
            content.GetEntry($"tools/net10.0/{platform}/{assembly}").ShouldNotBeNull($"{platform}/{assembly}").Length;
    }

    /// <summary>Returns a project and all that it refers to.</summary>
    private static IEnumerable<string> ReferencedBy(string project) =>
        Repository
            .Projects.Single(other => other.Name == project)
            .ProjectReferences.SelectMany(ReferencedBy)
            .Prepend(project)
            .Distinct(StringComparer.Ordinal);

    [Theory]
    [InlineData("linux-x64", "linux-x64")]
    [InlineData("linux-arm64", "linux-arm64")]
    [InlineData("linux-musl-x64", "any")]
    [InlineData("linux-musl-arm64", "any")]
    [InlineData("any", "any")]
    public void Installing_the_tool_takes_the_package_that_fits(string platform, string package)
    {
        using var content = Open("SchemaGuard.Cli");
        using var settings = content.GetEntry("tools/any/any/DotnetToolSettings.xml").ShouldNotBeNull().Open();

        XDocument
            .Load(settings)
            .Descendants("RuntimeIdentifierPackage")
            .Single(element => element.Attribute("RuntimeIdentifier")!.Value == platform)
            .Attribute("Id")!
            .Value.ShouldBe($"SchemaGuard.Cli.{package}");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_states_the_lowest_versions_that_it_works_with_and_no_package_that_only_tests_have(string package)
    {
        using var content = Open(package);
        var project = Repository.Libraries.Single(library => library.Name == package);

        Dependencies(content, package)
            .Where(dependency => !dependency.Id.StartsWith("SchemaGuard", StringComparison.Ordinal))
            .ShouldBe(project.PackageReferences.Select(id => (id, CentralPackages.Stated(id))), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_an_icon_a_page_a_project_address_and_release_notes(string package)
    {
        using var content = Open(package);
        var manifest = Manifest(content, package);

        content.GetEntry(Value("icon")).ShouldNotBeNull().Length.ShouldBeGreaterThan(0);
        content.GetEntry(Value("readme")).ShouldNotBeNull().Length.ShouldBeGreaterThan(0);
        Value("projectUrl").ShouldBe(Repository.Url);
        Value("releaseNotes").ShouldContain($"{Value("version")}: {Repository.Url}/blob/main/CHANGELOG.md");
        manifest.Descendants().Single(element => element.Name.LocalName == "repository").Attribute("url")!.Value.ShouldBe(Repository.Url);

        string Value(string name) => manifest.Descendants().Single(element => element.Name.LocalName == name).Value;
    }

    private static IEnumerable<(string Id, string Version)> Dependencies(ZipArchive content, string package) =>
        Manifest(content, package)
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value));

    private static XDocument Manifest(ZipArchive content, string package)
    {
        using var nuspec = content.GetEntry($"{package}.nuspec").ShouldNotBeNull().Open();
        return XDocument.Load(nuspec);
    }

    private static ZipArchive Open(string package)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "packages");
        var file = Directory.Exists(folder)
            ? Directory.GetFiles(folder, $"{package}.?.*.nupkg").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        Assert.SkipWhen(
            file is null && Environment.GetEnvironmentVariable("CI") is null,
            "Run 'dotnet pack SchemaGuard.sln -c Release' first."
        );
        return ZipFile.OpenRead(file.ShouldNotBeNull());
    }
}
