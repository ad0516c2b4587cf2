using System.Globalization;
using System.Text;
using SchemaGuard.Scripts.Dialects;

namespace SchemaGuard.MySql.Server;

/// <summary>The facts about a session that determine how scripts are read and how long their statements may be. Immutable.</summary>
/// <param name="SqlMode">The session's <c>sql_mode</c>, in the server's words.</param>
/// <param name="MaxAllowedPacket">The maximum size of a statement in bytes; <see langword="null"/> while it is not known.</param>
internal sealed record ServerFacts(string SqlMode, long? MaxAllowedPacket)
{
    /// <summary>
    /// The maximum number of bytes that go with a statement: the command's own, and two for query attributes. A packet must be shorter than the
    /// limit.
    /// </summary>
    private const int Head = 4;

    /// <summary>Asks for both.</summary>
    public const string Question = "SELECT @@sql_mode, @@max_allowed_packet";

    /// <summary>Reads the server's answers.</summary>
    public static ServerFacts Parse(string? mode, string? packet) =>
        new(mode ?? "", long.TryParse(packet, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null);

    /// <summary>Gets the defaults, for scripts that are read before a server has answered.</summary>
    public static ServerFacts Unknown { get; } = new("", null);

    /// <summary>Returns a product's rules under the mode. Combined modes such as ANSI show with their parts.</summary>
    public LexicalRules Apply(LexicalRules rules)
    {
        var modes = SqlMode.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return rules with
        {
            BackslashEscapes = !modes.Contains("NO_BACKSLASH_ESCAPES", StringComparer.OrdinalIgnoreCase),
            DoubleQuoteIsString = !modes.Contains("ANSI_QUOTES", StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Returns the length of a statement that is too long for the server.</summary>
    /// <returns>Its length in bytes as it is sent, or <see langword="null"/> where it fits.</returns>
    public long? FindExcess(ReadOnlySpan<char> statement)
    {
        const int MostBytesOfCharacter = 3;
        if (MaxAllowedPacket is not { } most || ((long)statement.Length * MostBytesOfCharacter) + Head <= most)
        {
            return null;
        }

        var length = (long)Encoding.UTF8.GetByteCount(statement);
        return length + Head > most ? length : null;
    }
}
