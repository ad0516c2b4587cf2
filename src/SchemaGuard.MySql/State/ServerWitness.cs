using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.MySql.State;

/// <summary>
/// The part of a server's counters that describes its catalog, in the form that is stored beside the drift token. As long as it stays the same, no
/// statement that could change what this user sees of this database has begun since this server started. Immutable.
/// </summary>
/// <param name="Sight">The digest of the identity, server, database and role that are looking.</param>
/// <param name="Started">When the server was started, in seconds.</param>
/// <param name="Flushed">The number of seconds between its start and the last reset of its counters.</param>
/// <param name="Definitions">The number of statements begun since then that could change a definition or a privilege.</param>
internal sealed record ServerWitness(string Sight, long Started, long Flushed, long Definitions)
{
    /// <summary>
    /// The number of seconds by which two readings of one start may differ: MySQL reports its uptime in one statement, and its clock in another. A
    /// witness is stored only once the server and its counters have been up for longer, so that its next start is later by more than that.
    /// </summary>
    private const long Tolerance = 1;

    private const int DigestLength = 32;

    /// <summary>The number of seconds that a server must have been up, and have counted, before its witness is stored.</summary>
    public const long Settled = 3 * Tolerance;

    /// <summary>Composes the witness from the values that were read.</summary>
    /// <param name="sight">The digest of who looks at which database of which server.</param>
    /// <param name="counters">The server's counters.</param>
    public static ServerWitness Of(string sight, ServerCounters counters) =>
        new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sight)))[..DigestLength],
            counters.Now - counters.Uptime,
            counters.Uptime - counters.SinceFlush,
            counters.Definitions
        );

    /// <summary>Determines whether a stored witness equals this one.</summary>
    public bool Is(string? stored) =>
        stored?.Split(':') is [var sight, var started, var flushed, var definitions]
        && sight == Sight
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && Math.Abs(start - Started) <= Tolerance
        && flushed == Text(Flushed)
        && definitions == Text(Definitions);

    public override string ToString() => $"{Sight}:{Text(Started)}:{Text(Flushed)}:{Text(Definitions)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
