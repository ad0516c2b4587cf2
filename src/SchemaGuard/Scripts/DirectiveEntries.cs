using System.Globalization;

namespace SchemaGuard.Scripts;

/// <summary>Reads the values of directives.</summary>
internal static class DirectiveEntries
{
    private static readonly string[] Keys =
    [
        ScriptDirectives.TransactionKey,
        ScriptDirectives.CompatibleFromKey,
        ScriptDirectives.TimeoutKey,
    ];

    // The longest time that the timers of .NET take, rounded down to days.
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    /// <summary>Tells whether a comment that begins with “schema” is meant as a directive: a known key and a sign follow the word.</summary>
    public static bool LooksLikeDirective(ReadOnlySpan<char> content)
    {
        content = content["schema".Length..].TrimStart("-_ ");
        if (!content.StartsWith("guard", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        content = content["guard".Length..].TrimStart(" \t:=-.;,");
        foreach (string key in Keys)
        {
            bool hasKey = content.StartsWith(key, StringComparison.OrdinalIgnoreCase);
            if (hasKey && content[key.Length..].TrimStart() is ['=' or ':', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads <c>none</c> or <c>auto</c>; <see langword="null"/> for anything else.</summary>
    public static TransactionDirective? ParseTransaction(string value) =>
        value.ToLowerInvariant() switch
        {
            "none" => TransactionDirective.None,
            "auto" => TransactionDirective.Auto,
            _ => null,
        };

    /// <summary>Reads a version; <see langword="null"/> when it is empty or has blanks.</summary>
    public static string? ParseVersion(string value) =>
        value.Length == 0 || value.Any(char.IsWhiteSpace) ? null : value;

    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>hh:mm:ss</c>; <see langword="null"/> for anything else and beyond 24 days.</summary>
    public static TimeSpan? ParseTime(string value)
    {
        TimeSpan? time = value.Contains(':', StringComparison.Ordinal)
            ? ParseClock(value)
            : ParseUnits(value);
        return time > TimeSpan.Zero && time <= LongestTime ? time : null;
    }

    private static TimeSpan? ParseClock(string value) =>
        TimeSpan.TryParseExact(
            value,
            ["c", @"h\:mm\:ss", @"m\:ss"],
            CultureInfo.InvariantCulture,
            out TimeSpan time
        )
            ? time
            : null;

    private static TimeSpan? ParseUnits(string value)
    {
        int digits = value.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (
            digits <= 0
            || !int.TryParse(value.AsSpan(0, digits), CultureInfo.InvariantCulture, out int number)
        )
        {
            return null;
        }

        int milliseconds = value[digits..].TrimStart().ToLowerInvariant() switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" or "min" => 60_000,
            "h" => 3_600_000,
            _ => 0,
        };
        return new TimeSpan(
            Math.BigMul(number, milliseconds) is var total && total > int.MaxValue
                ? 0
                : total * TimeSpan.TicksPerMillisecond
        );
    }
}
