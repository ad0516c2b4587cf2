using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of findings: code, severity, what happened, where, what to do.</summary>
internal static class FindingsText
{
    public static void Write(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Write(console, finding, excerpt: null);
        }
    }

    /// <summary>Writes one finding, with the lines of the script concerned.</summary>
    public static void Write(IAnsiConsole console, Finding finding, string? excerpt)
    {
        console.MarkupLineInterpolated(
            $"  [{Color(finding.Severity)}]{finding.Code}  {ReadableText.Severity(finding.Severity)}[/]  {finding.Target}"
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

        WriteSides(console, finding);
        if (finding.Reason is { } reason)
        {
            Paragraph.Write(console, "known: " + reason);
        }

        Paragraph.Write(console, "→ " + finding.Remedy);
        console.WriteLine();
    }

    /// <summary>Writes both sides one below the other, unless the sentence contains them.</summary>
    private static void WriteSides(IAnsiConsole console, Finding finding)
    {
        if (
            finding is { Expected: { } expected, Actual: { } actual }
            && !(finding.Message.Contains(expected, StringComparison.Ordinal) && finding.Message.Contains(actual, StringComparison.Ordinal))
        )
        {
            Paragraph.WriteBlock(console, "expected  ", expected);
            Paragraph.WriteBlock(console, "found     ", actual);
        }
    }

    private static string Color(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "red",
            FindingSeverity.Warning => "yellow",
            _ => "blue",
        };
}
