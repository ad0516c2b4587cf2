using System.Collections;

namespace SchemaGuard.Reports;

/// <summary>The log entry of a verdict: a text for people, and its numbers as properties for programs.</summary>
internal sealed class VerdictEntry : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>Writes the text of an entry.</summary>
    public static readonly Func<VerdictEntry, Exception?, string> Format = (entry, _) => entry.ToString();

    private readonly string _text;
    private readonly KeyValuePair<string, object?>[] _properties;

    /// <summary>Creates the entry.</summary>
    /// <param name="verdict">The decision of the guard, worded to follow its name.</param>
    /// <param name="report">The report that the verdict is based on.</param>
    public VerdictEntry(string verdict, SchemaReport report)
    {
        var (summary, details) = (ReportText.Summary(report), ReportText.Details(report));
        _text = $"Schema guard '{report.Guard}' {verdict}: {summary}{details}";
        _properties =
        [
            new("Guard", report.Guard),
            new("State", report.State.ToString()),
            new("AppliedNow", report.Applied.Count),
            new("Applied", report.AppliedCount),
            new("Pending", report.Pending.Count),
            new("RequiredTables", report.RequiredTables.Count),
            new("Invariants", report.Invariants.Count),
            new("Findings", report.Findings.Count),
            new("DurationMs", report.Duration.TotalMilliseconds),
            new("Summary", summary),
            new("Report", details),
            new("{OriginalFormat}", $"Schema guard '{{Guard}}' {verdict}: {{Summary}}{{Report}}"),
        ];
    }

    public int Count => _properties.Length;

    public KeyValuePair<string, object?> this[int index] => _properties[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)_properties).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;
}
