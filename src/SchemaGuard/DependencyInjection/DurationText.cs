using System.Globalization;

namespace SchemaGuard;

/// <summary>Reads times as people write them.</summary>
internal static class DurationText
{
    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>00:05:00</c>.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        text = text.Trim();
        var unit = text.AsSpan().TrimStart("0123456789.");
        var number = text.AsSpan(0, text.Length - unit.Length);
        double? seconds = unit switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => null,
        };
        if (seconds is { } factor && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            time = TimeSpan.FromSeconds(value * factor);
            return true;
        }

        time = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
    }
}
