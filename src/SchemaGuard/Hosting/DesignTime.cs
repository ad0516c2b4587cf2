using System.Reflection;

namespace SchemaGuard.Hosting;

/// <summary>
/// The detection of tools that start an application only to read it: during a build, or to generate code or documents from it. They load its assembly
/// and run its entry point in their own process, with whatever configuration there is, so the database must not be touched. The entry assembly of the
/// process reveals them.
/// </summary>
/// <param name="entry">The name of the process's entry assembly.</param>
internal sealed class DesignTime(string? entry)
{
    private static readonly HashSet<string> Tools = new(StringComparer.OrdinalIgnoreCase)
    {
        "GetDocument.Insider", // Microsoft.Extensions.ApiDescription.Server: OpenAPI documents at build time.
        "dotnet-getdocument",
        "dotnet-swagger", // Swashbuckle.AspNetCore.Cli
        "NSwag.AspNetCore.Launcher",
        "dotnet-nswag",
        "NSwag",
        "ef", // Entity Framework Core
        "dotnet-ef",
        "dotnet-aspnet-codegenerator",
        "dotnet-aspnet-codegenerator-design",
    };

    /// <summary>Gets the instance for this process.</summary>
    public static DesignTime OfProcess => new(Assembly.GetEntryAssembly()?.GetName().Name);

    /// <summary>Gets the tool that started the application; <see langword="null"/> if it was started to run.</summary>
    public string? Tool => entry is not null && Tools.Contains(entry) ? entry : null;
}
