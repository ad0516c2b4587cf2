using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.History;

/// <summary>
/// The name by which people know this process: in the history, as the holder of the migration lock and in what probes say. It is that of the pod, which
/// Kubernetes gives by its downward API as <c>POD_NAME</c>, or else the machine's. A pod on the network of its node has the node's host name.
/// </summary>
[Experimental("SG9001")]
public static class HostName
{
    private const int LongestOfHistory = 255;

    /// <summary>Gets the name, at most 255 characters long.</summary>
    public static string Current { get; } = Of(Environment.GetEnvironmentVariable("POD_NAME"), Environment.MachineName);

    /// <summary>Returns the ASCII characters of the name, the last ones if there are too many: pods of one deployment differ at the end.</summary>
    /// <param name="length">The largest number of characters.</param>
    public static string Shorten(int length) => Shorten(Current, length);

    internal static string Of(string? pod, string machine) =>
        string.IsNullOrWhiteSpace(pod) ? machine
        : pod.Trim() is var name && name.Length > LongestOfHistory ? name[^LongestOfHistory..]
        : name;

    internal static string Shorten(string name, int length) => new([.. name.Where(char.IsAscii).TakeLast(length)]);
}
