using System.Globalization;

namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>Times, sizes and counts as people read them.</summary>
internal static class Quantities
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Writes a moment in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Writes a moment in UTC for a program.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a time in its one or two largest units.</summary>
    public static string Span(TimeSpan time) =>
        time < TimeSpan.Zero ? "0 s"
        : time.TotalMilliseconds < 1 ? "< 1 ms"
        : time.TotalSeconds < 1 ? Invariant($"{Math.Ceiling(time.TotalMilliseconds):0} ms")
        : time.TotalSeconds < 10 ? Invariant($"{time.TotalSeconds:0.#} s")
        : time.TotalMinutes < 1 ? Invariant($"{Math.Floor(time.TotalSeconds):0} s")
        : time.TotalHours < 1 ? Invariant($"{time.Minutes} min {time.Seconds} s")
        : time.TotalDays < 1 ? Invariant($"{time.Hours} h {time.Minutes} min")
        : Invariant($"{time.Days} d {time.Hours} h");

    /// <summary>Writes how long ago something was, in whole seconds.</summary>
    public static string Ago(TimeSpan time) =>
        time.TotalSeconds < 1 ? "just now" : Span(TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds))) + " ago";

    /// <summary>Writes a size with one decimal at most.</summary>
    public static string Bytes(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1000 && unit < Units.Length - 1)
        {
            (size, unit) = (size / 1000, unit + 1);
        }

        return Invariant($"{(size < 10 && unit > 0 ? Math.Round(size, 1) : Math.Round(size))} {Units[unit]}");
    }

    /// <summary>Writes a number with its digits in groups of three.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>Writes a number with its noun.</summary>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{Number(number)} {noun}s";

    /// <summary>Writes a share as a percentage.</summary>
    public static string Percent(double share) => Invariant($"{Math.Floor(share * 100):0} %");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
