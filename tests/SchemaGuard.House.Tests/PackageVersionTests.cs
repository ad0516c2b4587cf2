using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

public sealed partial class PackageVersionTests
{
    [Fact]
    public void Every_package_has_one_exact_version() => InexactVersions(CentralPackages.Load()).ShouldBeEmpty();

    [Fact]
    public void Every_shipped_package_comes_with_a_reason() => WithoutReason(CentralPackages.Load()).ShouldBeEmpty();

    [Fact]
    public void Every_lowest_version_is_exact_and_lower() => WrongLowest(CentralPackages.Load()).ShouldBeEmpty();

    [Fact]
    public void A_lowest_version_that_is_inexact_or_not_lower_is_found() =>
        WrongLowest(
                XDocument.Parse(
                    """
                    <Project>
                      <PackageVersion Include="A" Version="1.10.0" Lowest="1.9.0" />
                      <PackageVersion Include="B" Version="2.0.0" Lowest="2.0.0" />
                      <PackageVersion Include="C" Version="2.0.0" Lowest="10.0.0" />
                      <PackageVersion Include="D" Version="2.0.0" Lowest="1.*" />
                      <PackageVersion Update="@(PackageVersion->HasMetadata('Lowest'))" Version="%(Lowest)" />
                    </Project>
                    """
                )
            )
            .ShouldBe(["B 2.0.0", "C 10.0.0", "D 1.*"]);

    [Fact]
    public void Ranges_wildcards_and_repetitions_are_found() =>
        InexactVersions(
                XDocument.Parse(
                    """
                    <Project>
                      <PackageVersion Include="A" Version="1.*" />
                      <PackageVersion Include="B" Version="[1.0,2.0)" />
                      <PackageVersion Include="C" Version="1.2.3-rc.1" />
                      <PackageVersion Include="C" Version="1.2.3" />
                      <GlobalPackageReference Include="D" Version="$(Latest)" />
                    </Project>
                    """
                )
            )
            .ShouldBe(["A 1.*", "B [1.0,2.0)", "D $(Latest)", "C twice"]);

    [Fact]
    public void A_shipped_package_without_a_comment_of_its_own_is_found() =>
        WithoutReason(
                XDocument.Parse(
                    """
                    <Project>
                      <ItemGroup Label="Shipped">
                        <!-- Serves both? No: a reason for A alone. -->
                        <PackageVersion Include="A" Version="1.0.0" />
                        <PackageVersion Include="B" Version="1.0.0" />
                      </ItemGroup>
                      <ItemGroup Label="Build">
                        <PackageVersion Include="C" Version="1.0.0" />
                      </ItemGroup>
                    </Project>
                    """
                )
            )
            .ShouldBe(["B"]);

    [Fact]
    public void Nuget_config_names_no_source_address() => SourceAddresses(Repository.Read("nuget.config")).ShouldBeEmpty();

    [Fact]
    public void A_source_address_is_found() =>
        SourceAddresses("""<packageSources><clear /><add key="feed" value="https://feed.example/v3/index.json" /></packageSources>""")
            .Count.ShouldBe(1);

    private static List<string> InexactVersions(XDocument document)
    {
        var versions = CentralPackages
            .Versions(document)
            .Select(element => (Name: element.Attribute("Include")!.Value, Version: element.Attribute("Version")?.Value ?? "none"))
            .ToList();
        return
        [
            .. versions.Where(package => !ExactVersion().IsMatch(package.Version)).Select(package => $"{package.Name} {package.Version}"),
            .. versions
                .GroupBy(package => package.Name, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
                .Select(group => $"{group.Key} twice"),
        ];
    }

    private static List<string> WrongLowest(XDocument document) =>
        [
            .. CentralPackages
                .Versions(document)
                .Select(element =>
                    (
                        Name: element.Attribute("Include")!.Value,
                        Version: element.Attribute("Version")?.Value,
                        Lowest: element.Attribute("Lowest")?.Value
                    )
                )
                .Where(package =>
                    package.Lowest is not null
                    && !(
                        ExactVersion().IsMatch(package.Lowest)
                        && Version.TryParse(package.Lowest, out var lowest)
                        && Version.TryParse(package.Version, out var version)
                        && lowest < version
                    )
                )
                .Select(package => $"{package.Name} {package.Lowest}"),
        ];

    private static List<string> WithoutReason(XDocument document) =>
        [
            .. document
                .Descendants("ItemGroup")
                .Where(group => group.Attribute("Label")?.Value == "Shipped")
                .SelectMany(group => group.Elements("PackageVersion"))
                .Where(package =>
                    package.NodesBeforeSelf().LastOrDefault(node => node is not XText) is not XComment { Value: var reason }
                    || string.IsNullOrWhiteSpace(reason)
                )
                .Select(package => package.Attribute("Include")!.Value),
        ];

    private static List<string> SourceAddresses(string config) => [.. SourceAddress().Matches(config).Select(match => match.Value)];

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExactVersion();

    [GeneratedRegex("<add [^>]*value=\"http[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceAddress();
}
