using System.Globalization;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Numbers, times and names as people read them.</summary>
internal static class ReadableText
{
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Time(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>Returns a moment in UTC to the second.</summary>
    public static string Moment(DateTimeOffset? moment) =>
        moment is { } known ? known.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "unknown";

    /// <summary>Describes how a statement is settled after a crash.</summary>
    public static string AfterCrash(StatementSettlement settlement) =>
        settlement switch
        {
            StatementSettlement.Transaction => "commits together with its done-mark",
            StatementSettlement.Catalog => "after a crash the catalog shows whether it is done",
            StatementSettlement.Repetition => "after a crash it runs again",
            StatementSettlement.TransactionOrPerson =>
                "after a crash it runs again, unless it committed something by itself: then a person must check",
            _ => "after a crash nothing shows whether it is done: a person must check",
        };

    public static string Severity(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
