using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Writes findings: code, severity, what happened, where, what to do.</summary>
internal static class FindingsText
{
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
        Paragraph.Write(console, finding.Message);
        if (finding.Location is { } location)
        {
            Paragraph.Write(console, "at " + location);
        }

        if (excerpt is not null)
        {
            console.WriteLine();
            Paragraph.WriteExcerpt(console, excerpt);
            console.WriteLine();
        }

        Paragraph.Write(console, "→ " + finding.Remedy);
        console.WriteLine();
    }

    private static string Color(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "red",
            FindingSeverity.Warning => "yellow",
            _ => "blue",
        };
}
