using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Writes findings: code, severity, what happened, where, what to do.</summary>
internal static class FindingsText
{
    private const int Indent = 8;

    public static void Write(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Write(console, finding, excerpt: null);
        }
    }

    /// <summary>Writes one finding, with the lines of the script that it is about.</summary>
    public static void Write(IAnsiConsole console, Finding finding, string? excerpt)
    {
        console.MarkupLineInterpolated(
            $"  [{Color(finding.Severity)}]{finding.Code}  {Words.Severity(finding.Severity)}[/]  {finding.Target}"
        );
        WriteIndented(console, finding.Message);
        if (finding.Location is { } location)
        {
            WriteIndented(console, "at " + location);
        }

        if (excerpt is not null)
        {
            console.WriteLine();
            WriteIndented(console, excerpt);
            console.WriteLine();
        }

        WriteIndented(console, "→ " + finding.Remedy);
        console.WriteLine();
    }

    /// <summary>Writes a paragraph indented, and wrapped within the console's width.</summary>
    public static void WriteIndented(IAnsiConsole console, string text) =>
        console.Write(new Padder(new Text(text), new Padding(Indent, 0, 0, 0)));

    private static string Color(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "red",
            FindingSeverity.Warning => "yellow",
            _ => "blue",
        };
}
