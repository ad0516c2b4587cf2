using System.Reflection;

namespace SchemaGuard.Hosting;

/// <summary>
/// Knows the tools that start an application only to read it: while it is built, or to make code or documents of it. They load its assembly and run its entry point
/// within their own process, with whatever configuration there is, so that its database is nobody's to touch. The entry assembly tells.
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

    /// <summary>Gets what this process is.</summary>
    public static DesignTime OfProcess => new(Assembly.GetEntryAssembly()?.GetName().Name);

    /// <summary>Gets the tool that has started the application; <see langword="null"/> where it was started to run.</summary>
    public string? Tool => entry is not null && Tools.Contains(entry) ? entry : null;
}
