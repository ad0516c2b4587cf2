using System.Globalization;

namespace SchemaGuard.Scripts.Text;

/// <summary>The format of times in directives and in configuration.</summary>
internal static class DurationText
{
    /// <summary>The longest time that the timers of .NET accept, rounded down to days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// Reads <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>hh:mm:ss</c>; refuses anything else, negative times, and times longer
    /// than 24 days.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        text = text.Trim();
        var parsed = text.Contains(':', StringComparison.Ordinal) ? ParseClock(text) : ParseUnits(text);
        time = parsed ?? TimeSpan.Zero;
        return parsed >= TimeSpan.Zero && parsed <= Longest;
    }

    /// <summary>Returns a time as people read it: whole milliseconds below a second, else seconds with at most one decimal.</summary>
    public static string Format(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private static TimeSpan? ParseClock(string text) =>
        TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var time) ? time : null;

    private static TimeSpan? ParseUnits(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        long? unit = text[digits..].Trim().ToLowerInvariant() switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" or "min" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            _ => null,
        };

        // Compared before it is multiplied: int.MaxValue hours do not fit in a TimeSpan.
        return unit is null ? null
            : number > Longest.Ticks / unit ? TimeSpan.MaxValue
            : TimeSpan.FromTicks(number * unit.Value);
    }
}
