using System.Reflection;

namespace SchemaGuard.History;

/// <summary>The application that the history's rows record with each migration. A start that has nothing to do does not read it.</summary>
/// <param name="application">The application's name, if it is known; otherwise the program's is used.</param>
/// <param name="version">Its version, if it is known; otherwise the program's is used.</param>
internal sealed class HistorySignature(string? application, string? version = null)
{
    private const int LongestVersion = 255;

    /// <summary>Gets the application's name.</summary>
    public string? Application => application ?? Assembly.GetEntryAssembly()?.GetName().Name;

    /// <summary>Gets its version, with what distinguishes builds of one version: the SDK adds the commit after a <c>+</c>.</summary>
    public string? ApplicationVersion => field ??= version ?? ReadVersion();

    /// <summary>Gets the pod's or machine's name.</summary>
    public string Host => HostName.Current;

    private static string? ReadVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } text
            ? text[..Math.Min(text.Length, LongestVersion)]
            : null;
}
