using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.MySql.State;

/// <summary>
/// Is what a server's counters say of its catalog, as it is stored beside the drift token: as long as all of it stays, no statement that could change what
/// this user sees of this
/// database has begun on this run of this server. Immutable.
/// </summary>
/// <param name="Sight">The digest of who looks at which database of which server, with which role.</param>
/// <param name="Started">When the server was started, in seconds.</param>
/// <param name="Flushed">How many seconds after its start its counters were last set back.</param>
/// <param name="Definitions">How many statements have begun since that could change a definition or a right.</param>
internal sealed record ServerWitness(string Sight, long Started, long Flushed, long Definitions)
{
    /// <summary>
    /// By how many seconds two readings of one start may differ: MySQL tells how long it has been up in one statement, and its clock in another. A witness
    /// is only stored of a server that
    /// has been up, with its counters, for longer, so that its next start is later by more than that.
    /// </summary>
    private const long Tolerance = 1;

    private const int DigestLength = 32;

    /// <summary>How many seconds a server must have been up, and have counted, before its witness is stored.</summary>
    public const long Settled = 3 * Tolerance;

    /// <summary>Composes the witness of what was read.</summary>
    /// <param name="sight">Who looks at which database of which server.</param>
    /// <param name="counters">What the server has counted.</param>
    public static ServerWitness Of(string sight, ServerCounters counters) =>
        new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sight)))[..DigestLength],
            counters.Now - counters.Uptime,
            counters.Uptime - counters.SinceFlush,
            counters.Definitions
        );

    /// <summary>Says whether a stored witness is this one.</summary>
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
