using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// A parser for the hosts of a connection string, each with its port: <c>db</c>, a list <c>db1,db2</c>, and the forms that only MySql.Data knows,
/// ports beside the hosts (<c>db1:3307,db2</c>) and lists with priorities (<c>(address=db1:3307, priority=90),(address=db2)</c>).
/// </summary>
internal static partial class ServerEndpoints
{
    /// <summary>Reads the hosts.</summary>
    /// <param name="text">The text in the connection string.</param>
    /// <param name="port">The port of hosts without one of their own.</param>
    public static IReadOnlyList<(string Host, int Port)> Of(string text, int port)
    {
        var hosts = text.TrimStart().StartsWith('(')
            ? Addresses().Matches(text).Select(match => match.Groups["address"].Value)
            : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. hosts.Select(host => Split(host.Trim(), port))];
    }

    /// <summary>Determines whether it names the hosts as a list, in which MySql.Data looks for ports.</summary>
    public static bool IsList(string text) => text.AsSpan().ContainsAny(',', '(');

    /// <summary>Determines whether only MySql.Data understands it.</summary>
    public static bool HasPorts(string text) => text.TrimStart().StartsWith('(') || Of(text, port: -1).Any(endpoint => endpoint.Port != -1);

    /// <summary>Splits a host from its port. An IPv6 address has colons, too: it has a port only after brackets.</summary>
    private static (string Host, int Port) Split(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        return
            colon > 0
            && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[colon - 1] == ']')
            && ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var own)
            ? (host[..colon].Trim('[', ']'), own)
            : (host.Trim('[', ']'), port);
    }

    [GeneratedRegex(
        "\\(\\s*address\\s*=\\s*(?<address>[^,()]+?)\\s*(,\\s*priority\\s*=\\s*[0-9]+\\s*)?\\)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Addresses();
}
