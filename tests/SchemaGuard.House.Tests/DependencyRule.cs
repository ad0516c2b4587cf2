namespace SchemaGuard.House.Tests;

/// <summary>What one package may reference. A name that ends with <c>*</c> stands for all names with that prefix.</summary>
/// <param name="Project">The project under src.</param>
/// <param name="Projects">The projects that it may reference.</param>
/// <param name="Packages">The packages that it may reference.</param>
/// <param name="Assemblies">The assemblies that its code may use, in addition to .NET itself, <c>Microsoft.Extensions.*</c> and
/// <paramref name="Projects"/>.</param>
/// <param name="Frameworks">The shared frameworks that it may reference.</param>
internal sealed record DependencyRule(string Project, string[] Projects, string[] Packages, string[] Assemblies, string[] Frameworks)
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Gets the direction of the packages: what is not listed here may not be referenced.</summary>
    public static IReadOnlyList<DependencyRule> All { get; } =
    [
        new(
            "SchemaGuard",
            [],
            [
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Diagnostics.HealthChecks",
                "Microsoft.Extensions.Options*",
                "Dapper",
                "Polly.Core",
            ],
            ["Dapper", "Polly.Core"],
            []
        ),
        new("SchemaGuard.PostgreSql", ["SchemaGuard"], ["Npgsql", "Dapper", "Microsoft.Extensions.Logging"], ["Npgsql", "Dapper"], []),
        // The driver is the application's: everything goes through DbDataSource.
        new("SchemaGuard.MySql", ["SchemaGuard"], ["Dapper"], ["Dapper"], []),
        new(
            "SchemaGuard.Sqlite",
            ["SchemaGuard"],
            ["Microsoft.Data.Sqlite.Core", "Dapper"],
            ["Microsoft.Data.Sqlite", "SQLitePCLRaw.*", "Dapper"],
            []
        ),
        new(
            "SchemaGuard.AspNetCore",
            ["SchemaGuard"],
            [],
            ["Microsoft.AspNetCore*", "Microsoft.Net.Http.Headers"],
            ["Microsoft.AspNetCore.App"]
        ),
        new(
            "SchemaGuard.CommandLine",
            ["SchemaGuard"],
            ["System.CommandLine", "Spectre.Console", "Microsoft.Extensions.Logging.Console"],
            ["System.CommandLine", "Spectre.Console", "Spectre.Console.Ansi"],
            []
        ),
        new("SchemaGuard.Cli", ["SchemaGuard*"], ["*"], ["*"], ["Microsoft.AspNetCore.App"]),
    ];

    public IEnumerable<string> ForbiddenAssemblies(IEnumerable<string> referenced) =>
        referenced.Where(name => !IsPartOfDotNet(name) && !Allows([.. Assemblies, .. Projects, "Microsoft.Extensions.*"], name));

    public IEnumerable<string> ForbiddenProjects(IEnumerable<string> referenced) => referenced.Where(name => !Allows(Projects, name));

    public IEnumerable<string> ForbiddenPackages(IEnumerable<string> referenced) => referenced.Where(name => !Allows(Packages, name));

    public IEnumerable<string> ForbiddenFrameworks(IEnumerable<string> referenced) => referenced.Where(name => !Allows(Frameworks, name));

    /// <summary>Determines whether an assembly is part of .NET, and not of a package whose name begins with System.</summary>
    private static bool IsPartOfDotNet(string assembly) => File.Exists(Path.Combine(FrameworkFolder, assembly + ".dll"));

    private static bool Allows(IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern =>
            pattern.EndsWith('*')
                ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
                : name.Equals(pattern, StringComparison.Ordinal)
        );
}
