using System.Reflection;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The location of the programs that tests start as processes.</summary>
public static class Programs
{
    public static string Repository { get; } = Metadata("Repository");

    /// <summary>Gets the command line, which a build for release compiles ahead of time.</summary>
    public static string Cli { get; } = Published("tests/SchemaGuard.TestCli", "SchemaGuard.Cli.dll");

    /// <summary>Gets the test application, which a build for release compiles ahead of time.</summary>
    public static string TestApp { get; } = Published("tests/SchemaGuard.TestApp", "SchemaGuard.TestApp.dll");

    /// <summary>Gets MySqlConnector as the test application has it: compiled ahead of time, which the one in the cache of packages is not.</summary>
    public static string MySqlConnector { get; } = Path.Combine(Path.GetDirectoryName(TestApp)!, "MySqlConnector.dll");

    public static string QuickStart { get; } = Built("samples/QuickStart", "QuickStart.dll");

    public static string Kubernetes { get; } = Built("samples/Kubernetes", "Kubernetes.dll");

    private static string Built(string project, string assembly) => Path.Combine(Repository, project, Metadata("Output"), assembly);

    private static string Published(string project, string assembly) =>
        Built(project, Path.Combine("publish", assembly)) is var published && File.Exists(published) ? published : Built(project, assembly);

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
