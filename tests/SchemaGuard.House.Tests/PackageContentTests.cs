using System.IO.Compression;

namespace SchemaGuard.House.Tests;

/// <summary>Says what is in the packages. They are there after <c>dotnet pack</c>, with which CI begins.</summary>
public sealed class PackageContentTests
{
    [Theory]
    [InlineData("SchemaGuard")]
    [InlineData("SchemaGuard.CommandLine")]
    [InlineData("SchemaGuard.MySql")]
    [InlineData("SchemaGuard.PostgreSql")]
    [InlineData("SchemaGuard.Sqlite")]
    public void A_library_is_there_as_it_is_and_compiled_ahead_of_time(string package)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "packages");
        var file = Directory.Exists(folder)
            ? Directory.GetFiles(folder, $"{package}.?.*.nupkg").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        Assert.SkipWhen(
            file is null && Environment.GetEnvironmentVariable("CI") is null,
            "Run 'dotnet pack SchemaGuard.sln -c Release' first."
        );

        using var content = ZipFile.OpenRead(file.ShouldNotBeNull());
        var plain = SizeOf("lib/net10.0");

        SizeOf("runtimes/linux-x64/lib/net10.0").ShouldBeGreaterThan(plain);
        SizeOf("runtimes/linux-arm64/lib/net10.0").ShouldBeGreaterThan(plain);

        long SizeOf(string path) => content.GetEntry($"{path}/{package}.dll").ShouldNotBeNull(path).Length;
    }
}
