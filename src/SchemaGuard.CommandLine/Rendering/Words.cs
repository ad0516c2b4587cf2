using System.Globalization;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Writes numbers and times as people read them.</summary>
internal static class Words
{
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    public static string Time(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>Writes an ISO 8601 moment to the second.</summary>
    public static string Moment(string moment) => moment.Length >= 19 ? $"{moment[..10]} {moment[11..19]}" : moment;

    public static string Severity(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
