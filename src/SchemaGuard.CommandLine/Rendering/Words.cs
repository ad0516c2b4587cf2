using System.Globalization;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Writes numbers and times as people read them.</summary>
internal static class Words
{
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Time(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>Writes an ISO 8601 moment to the second.</summary>
    public static string Moment(string moment) => moment.Length >= 19 ? $"{moment[..10]} {moment[11..19]}" : moment;

    /// <summary>Names in one word each how a statement is settled after a crash.</summary>
    public static string Settlement(StatementSettlement settlement) =>
        settlement switch
        {
            StatementSettlement.Transaction => "transaction",
            StatementSettlement.Catalog => "catalog",
            StatementSettlement.Repetition => "repetition",
            StatementSettlement.TransactionOrPerson => "transactionOrPerson",
            _ => "person",
        };

    /// <summary>Says how a statement is settled after a crash.</summary>
    public static string AfterCrash(StatementSettlement settlement) =>
        settlement switch
        {
            StatementSettlement.Transaction => "commits with its done-mark",
            StatementSettlement.Catalog => "after a crash the catalog tells",
            StatementSettlement.Repetition => "after a crash it runs again",
            StatementSettlement.TransactionOrPerson =>
                "after a crash it runs again, unless it has committed by itself: then a person must look",
            _ => "after a crash nothing tells: a person must look",
        };

    public static string Severity(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
