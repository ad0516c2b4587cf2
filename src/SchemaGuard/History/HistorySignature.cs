using System.Reflection;

namespace SchemaGuard.History;

/// <summary>Says who applies migrations, for the history's rows. A start that has nothing to do does not ask.</summary>
/// <param name="application">The application's name, where it is known; else it is the program's.</param>
/// <param name="version">Its version, where it is known; else it is the program's.</param>
internal sealed class HistorySignature(string? application, string? version = null)
{
    private const int LongestVersion = 255;

    /// <summary>Gets the application's name.</summary>
    public string? Application => application ?? Assembly.GetEntryAssembly()?.GetName().Name;

    /// <summary>Gets its version, with what tells builds of one version apart: the SDK adds the commit after a <c>+</c>.</summary>
    public string? ApplicationVersion => field ??= version ?? ReadVersion();

    /// <summary>Gets the machine's or pod's name.</summary>
    public string Host => Environment.MachineName;

    private static string? ReadVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } text
            ? text[..Math.Min(text.Length, LongestVersion)]
            : null;
}
