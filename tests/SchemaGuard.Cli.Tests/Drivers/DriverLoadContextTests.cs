using System.Data.Common;
using System.Reflection;
using SchemaGuard.Cli.Drivers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Cli.Tests.Drivers;

/// <summary>Lets an assembly that is there, and is not shared with the host, stand for a dependency.</summary>
public sealed class DriverLoadContextTests
{
    private const string Dependency = "Shouldly";
    private static readonly string Platform = OperatingSystem.IsWindows() ? "win" : "unix";
    private static readonly string Real = typeof(Should).Assembly.Location;

    [Theory]
    [InlineData("1.5.0", "1.5.0")]
    [InlineData("[1.4.0, 3.0.0)", "1.5.0")]
    [InlineData("1.5.1", "2.0.0")]
    [InlineData("9.0.0", "2.0.0")]
    [InlineData("3.0.0-beta.1", "3.0.0-beta.2")]
    public void A_dependency_comes_in_the_nearest_version_not_below_the_stated_one_else_in_the_newest(string stated, string expected)
    {
        using var cache = new FakeCache()
            .With("Driver", "1.0.0", dependencies: $"""<dependency id="{Dependency}" version="{stated}" />""")
            .With(Dependency, "1.0.0", copyOf: Real)
            .With(Dependency, "1.5.0", copyOf: Real)
            .With(Dependency, "2.0.0", copyOf: Real)
            .With(Dependency, "3.0.0-beta.2", copyOf: Real);

        Resolve(cache).ShouldBe(cache.PathOf(Dependency, expected));
    }

    [Fact]
    public void The_group_of_the_best_framework_is_read()
    {
        using var cache = new FakeCache()
            .With(
                "Driver",
                "1.0.0",
                dependencies: $"""
                <group><dependency id="{Dependency}" version="1.0.0" /></group>
                <group targetFramework=".NETFramework4.8"><dependency id="{Dependency}" version="2.0.0" /></group>
                <group targetFramework=".NETStandard2.0"><dependency id="{Dependency}" version="3.0.0" /></group>
                """
            )
            .With(Dependency, "1.0.0", copyOf: Real)
            .With(Dependency, "2.0.0", copyOf: Real)
            .With(Dependency, "3.0.0", "netstandard2.1", copyOf: Real);

        Resolve(cache).ShouldBe(cache.PathOf(Dependency, "3.0.0", "netstandard2.1"));
    }

    [Fact]
    public void What_a_dependency_needs_is_found_and_the_higher_of_two_versions_serves_both()
    {
        using var cache = new FakeCache()
            .With(
                "Driver",
                "1.0.0",
                dependencies: $"""
                <group targetFramework="net10.0">
                  <dependency id="{Dependency}" version="1.0.0" />
                  <dependency id="Between" version="1.0.0" />
                </group>
                """
            )
            .With(
                "Between",
                "1.0.0",
                dependencies: $"""<dependency id="{Dependency}" version="2.0.0" /><dependency id="Driver" version="1.0.0" />"""
            )
            .With(Dependency, "1.0.0", copyOf: Real)
            .With(Dependency, "2.0.0", copyOf: Real);

        Resolve(cache).ShouldBe(cache.PathOf(Dependency, "2.0.0"));
    }

    [Fact]
    public void The_build_for_this_operating_system_comes_before_the_one_for_all()
    {
        using var cache = new FakeCache()
            .With("Driver", "1.0.0", dependencies: $"""<dependency id="{Dependency}" version="1.0.0" />""")
            .With(Dependency, "1.0.0", copyOf: Real);
        var folder = Path.Combine(cache.Path, Dependency.ToLowerInvariant(), "1.0.0", "runtimes", Platform, "lib", "net8.0");
        Directory.CreateDirectory(folder);
        File.Copy(Real, Path.Combine(folder, "Shouldly.dll"));

        Resolve(cache).ShouldBe(Path.Combine(folder, "Shouldly.dll"));
    }

    [Fact]
    public void What_lies_beside_the_driver_comes_before_the_cache()
    {
        using var cache = new FakeCache()
            .With("Driver", "1.0.0", dependencies: $"""<dependency id="{Dependency}" version="1.0.0" />""")
            .With(Dependency, "1.0.0", copyOf: Real);
        var beside = Path.Combine(Path.GetDirectoryName(cache.PathOf("Driver", "1.0.0"))!, "Shouldly.dll");
        File.Copy(Real, beside);

        Resolve(cache).ShouldBe(beside);
    }

    [Fact]
    public void A_manifest_beside_the_driver_says_where_things_are()
    {
        using var cache = new FakeCache().With("Driver", "1.0.0");
        var folder = Path.GetDirectoryName(cache.PathOf("Driver", "1.0.0"))!;
        var asset = $"runtimes/{Platform}/lib/net8.0/Shouldly.dll";
        File.WriteAllText(
            Path.Combine(folder, "Driver.deps.json"),
            $$"""
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Driver/1.0.0": { "runtime": { "Driver.dll": {} } },
                "Shouldly/4.2.1": { "runtimeTargets": { "{{asset}}": { "rid": "{{Platform}}", "assetType": "runtime" } } } } },
              "libraries": {
                "Driver/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                "Shouldly/4.2.1": { "type": "package", "serviceable": false, "sha512": "" } }
            }
            """
        );
        var expected = Path.Combine(folder, asset);
        Directory.CreateDirectory(Path.GetDirectoryName(expected)!);
        File.Copy(Real, expected);

        Resolve(cache).ShouldBe(expected);
    }

    [Fact]
    public void A_manifest_that_names_what_is_not_there_does_not_hide_the_other_places()
    {
        using var cache = new FakeCache().With("Driver", "1.0.0");
        var folder = Path.GetDirectoryName(cache.PathOf("Driver", "1.0.0"))!;
        File.WriteAllText(
            Path.Combine(folder, "Driver.deps.json"),
            """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Driver/1.0.0": { "runtime": { "Driver.dll": {} } },
                "Nowhere/1.0.0": { "runtime": { "lib/net10.0/Nowhere.dll": {} } } } },
              "libraries": {
                "Driver/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                "Nowhere/1.0.0": { "type": "package", "serviceable": true, "sha512": "", "path": "nowhere/1.0.0" } }
            }
            """
        );
        File.Copy(Real, Path.Combine(folder, "Shouldly.dll"));

        Resolve(cache).ShouldBe(Path.Combine(folder, "Shouldly.dll"));
    }

    [Fact]
    public void A_damaged_nuspec_and_a_missing_dependency_are_missed_only_when_they_are_used()
    {
        using var cache = new FakeCache().With("Driver", "1.0.0");
        File.WriteAllText(Path.Combine(cache.Path, "driver", "1.0.0", "driver.nuspec"), "<package");
        var context = new DriverLoadContext(cache.PathOf("Driver", "1.0.0"), cache.Cache);

        Should.Throw<FileNotFoundException>(() => context.LoadFromAssemblyName(new AssemblyName("Not.There")));
    }

    [Fact]
    public void What_belongs_to_the_host_is_shared()
    {
        using var cache = new FakeCache().With("Driver", "1.0.0");
        var context = new DriverLoadContext(cache.PathOf("Driver", "1.0.0"), cache.Cache);

        context.LoadFromAssemblyName(typeof(DbConnection).Assembly.GetName()).ShouldBeSameAs(typeof(DbConnection).Assembly);
        context
            .LoadFromAssemblyName(new AssemblyName("Microsoft.Extensions.Logging.Abstractions"))
            .ShouldBeSameAs(typeof(Microsoft.Extensions.Logging.ILogger).Assembly);
    }

    private static string Resolve(FakeCache cache) =>
        new DriverLoadContext(cache.PathOf("Driver", "1.0.0"), cache.Cache).LoadFromAssemblyName(new AssemblyName(Dependency)).Location;
}
