using SchemaGuard.Cli.Drivers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Cli.Tests.Drivers;

public sealed class MySqlDriverPackageTests
{
    [Fact]
    public void Without_a_word_MySqlConnector_is_taken_and_MySql_Data_where_it_is_missing()
    {
        using var cache = new FakeCache().With("MySql.Data", "26.10.0");

        cache.Driver.Locate(null).ShouldBe(cache.PathOf("MySql.Data", "26.10.0"));
        cache.With("MySqlConnector", "2.5.0");
        cache.Driver.Locate(null).ShouldBe(cache.PathOf("MySqlConnector", "2.5.0"));
    }

    [Fact]
    public void By_its_id_the_newest_stable_version_that_can_be_loaded_is_taken()
    {
        using var cache = new FakeCache()
            .With("MySqlConnector", "2.9.0")
            .With("MySqlConnector", "2.10.0")
            .With("MySqlConnector", "2.11.0", "net11.0")
            .With("MySqlConnector", "2.12.0", "net48")
            .With("MySqlConnector", "2.13.0", framework: "")
            .With("MySqlConnector", "3.0.0-beta.1");

        cache.Driver.Locate("mysqlconnector").ShouldBe(cache.PathOf("MySqlConnector", "2.10.0"));
        cache.Driver.Locate(null).ShouldBe(cache.PathOf("MySqlConnector", "2.10.0"));
    }

    [Theory]
    [InlineData("MySqlConnector/2.4.0", "2.4.0")]
    [InlineData("MySqlConnector/2.4", "2.4.0")]
    [InlineData("MySqlConnector/3.0.0-Beta.1", "3.0.0-beta.1")]
    public void A_version_that_is_named_is_taken(string driver, string expected)
    {
        using var cache = new FakeCache()
            .With("MySqlConnector", "2.4.0")
            .With("MySqlConnector", "2.5.0")
            .With("MySqlConnector", "3.0.0-beta.1");

        cache.Driver.Locate(driver).ShouldBe(cache.PathOf("MySqlConnector", expected));
    }

    [Fact]
    public void Of_several_frameworks_the_best_is_taken()
    {
        string[] worstFirst = ["netstandard2.0", "netstandard2.1", "net6.0", "net7.0", "net8.0", "net9.0", "net10.0"];
        using var cache = new FakeCache().With("MySqlConnector", "2.5.0", "net462").With("MySqlConnector", "2.5.0", "net11.0");

        foreach (var framework in worstFirst)
        {
            cache.With("MySqlConnector", "2.5.0", framework);
            cache.Driver.Locate("MySqlConnector").ShouldBe(cache.PathOf("MySqlConnector", "2.5.0", framework));
        }
    }

    [Fact]
    public void The_cache_is_the_folder_of_the_variable_else_the_one_at_home()
    {
        const string Variable = "NUGET_PACKAGES";
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, "/packages");
            NuGetCache.OfUser.Folder.ShouldBe("/packages");
            Environment.SetEnvironmentVariable(Variable, null);
            NuGetCache.OfUser.Folder.ShouldEndWith(Path.Combine(".nuget", "packages"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [Fact]
    public void A_package_that_is_missing_is_named_with_the_cache_and_the_way_out()
    {
        using var cache = new FakeCache();

        ProblemOf(cache, "MySqlConnector/2.5.0")
            .ShouldBe(
                $"--driver MySqlConnector needs the package in the NuGet cache {cache.Path}, which does not contain it. "
                    + "Run 'dotnet add package MySqlConnector' in any project, or write the path of MySqlConnector.dll."
            );
        ProblemOf(cache, "MySql.Data").ShouldStartWith("--driver MySql.Data needs the package in the NuGet cache");
        ProblemOf(cache, null)
            .ShouldBe(
                $"--provider mysql needs an ADO.NET driver, which is not part of this tool. The NuGet cache {cache.Path} contains neither "
                    + "MySqlConnector nor MySql.Data in a stable version that .NET 10 can load. "
                    + "Run 'dotnet add package MySqlConnector' in any project, "
                    + "or write --driver with the path of MySqlConnector.dll."
            );
    }

    [Fact]
    public void A_version_that_is_missing_is_answered_with_those_that_are_there()
    {
        using var cache = new FakeCache().With("MySqlConnector", "2.4.0").With("MySqlConnector", "2.3.1");

        ProblemOf(cache, "MySqlConnector/2.5")
            .ShouldBe(
                $"--driver MySqlConnector/2.5.0 needs this version in the NuGet cache {cache.Path}, which contains 2.4.0, 2.3.1. "
                    + "Write one of these, or run 'dotnet add package MySqlConnector --version 2.5.0' in any project."
            );
    }

    [Fact]
    public void A_package_that_cannot_be_loaded_is_answered_with_what_was_looked_for()
    {
        using var cache = new FakeCache().With("MySqlConnector", "3.0.0-beta.1").With("Old", "1.0.0", "net48");

        ProblemOf(cache, "MySqlConnector")
            .ShouldBe(
                $"--driver MySqlConnector needs a stable version that .NET 10 can load in the NuGet cache {cache.Path}, which contains 3.0.0-beta.1. "
                    + "Run 'dotnet add package MySqlConnector' in any project, or write a version, as in MySqlConnector/3.0.0-beta.1."
            );
        ProblemOf(cache, "Old/1.0.0")
            .ShouldBe(
                $"--driver Old/1.0.0 has no assembly in {Path.Combine(cache.Path, "old", "1.0.0", "lib")} for any of net10.0, net9.0, net8.0, "
                    + "net7.0, net6.0, netstandard2.1, netstandard2.0. Write another version, or the path of Old.dll."
            );
    }

    [Theory]
    [InlineData("./MySqlConnector")]
    [InlineData("../mysqlconnector")]
    [InlineData("..")]
    [InlineData("MySqlConnector/latest")]
    [InlineData("MySqlConnector/2.5.0/lib")]
    [InlineData("My Driver")]
    public void What_is_neither_a_path_nor_a_package_is_refused(string driver)
    {
        using var cache = new FakeCache().With("MySqlConnector", "2.5.0");

        ProblemOf(cache, driver)
            .ShouldBe(
                $"--driver '{driver}' is neither a path that ends with .dll nor a package id. "
                    + "Write MySqlConnector, MySqlConnector/2.5.0, or the path of MySqlConnector.dll."
            );
    }

    private static string ProblemOf(FakeCache cache, string? driver) =>
        Should.Throw<SchemaGuardConfigurationException>(() => cache.Driver.Load(driver)).Problems.ShouldHaveSingleItem();
}
