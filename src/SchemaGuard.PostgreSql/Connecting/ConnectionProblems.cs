using System.Text.RegularExpressions;
using Npgsql;
using SchemaGuard.PostgreSql.Messages;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>
/// The problems of settings that the driver has read: what it rejects only when a data source is built, and text that ended up in a value because a
/// separator is missing. Such a value may contain a password, so it is never shown.
/// </summary>
internal static partial class ConnectionProblems
{
    /// <summary>Finds the first problem.</summary>
    /// <returns>A sentence, or <see langword="null"/> when there is none.</returns>
    public static string? Find(NpgsqlConnectionStringBuilder settings)
    {
        var hosts = (settings.Host ?? "").Split(',');
        return string.IsNullOrEmpty(settings.Host) ? ConnectionStringMessages.NoHost()
            : !Array.TrueForAll(hosts, IsHost) ? ConnectionStringMessages.BadHost()
            : HoldsPair(settings.Database) ? ConnectionStringMessages.PairWithin("Database")
            : HoldsPair(settings.Username) ? ConnectionStringMessages.PairWithin("Username")
            : !Array.TrueForAll(hosts, HasSoundPort) || settings.Port is < 1 or > ushort.MaxValue ? ConnectionStringMessages.BadPort()
            : hosts.Length == 1
            && settings.TargetSessionAttributes is { } attributes
            && !attributes.Equals("any", StringComparison.OrdinalIgnoreCase)
                ? ConnectionStringMessages.AttributesOfOneHost()
            : settings is { Multiplexing: true, Pooling: false } ? ConnectionStringMessages.MultiplexingWithoutPool()
            : settings.MinPoolSize > settings.MaxPoolSize ? ConnectionStringMessages.PoolSizes(settings.MinPoolSize, settings.MaxPoolSize)
            : null;
    }

    /// <summary>
    /// Determines whether a text may be shown as a host: a name, an address or the folder of a Unix socket, each optionally with a port.
    /// </summary>
    public static bool IsHost(string host)
    {
        host = host.Trim();
        var isSocket = Path.IsPathRooted(host) || host.StartsWith('@');
        return host.Length > 0
            && host.AsSpan(host[0] == '@' ? 1 : 0).IndexOfAny(isSocket ? "=@\n\r\t" : "=@/\\?#&;'\" \n\r\t") < 0
            && !HoldsPair(host);
    }

    /// <summary>Determines whether a value has swallowed the next pair, as in <c>Database=app Password=…</c>.</summary>
    public static bool HoldsPair(string? value) => value is not null && Pair.IsMatch(value);

    private static bool HasSoundPort(string host)
    {
        host = host.Trim();
        var end = host.LastIndexOf(':');
        return Path.IsPathRooted(host)
            || host.StartsWith('@')
            || end < 0
            || host.EndsWith(']')
            || host.IndexOf(':', StringComparison.Ordinal) != end && !host.StartsWith('[') // An IPv6 address without a port.
            || int.TryParse(host.AsSpan(end + 1), System.Globalization.CultureInfo.InvariantCulture, out var port)
                && port is >= 1 and <= ushort.MaxValue;
    }

    [GeneratedRegex(
        @"(^|[\s,;?&])(host|hostaddr|server|port|dbname|database|user|user ?name|user ?id|password|passwd|pwd|passfile|ssl ?mode|options)\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Pair { get; }
}
