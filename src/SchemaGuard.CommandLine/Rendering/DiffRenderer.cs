using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of the differences between two schemas.</summary>
internal static class DiffRenderer
{
    public static void Write(IAnsiConsole console, string expected, string actual, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            console.MarkupLineInterpolated($"[green]No difference[/]  {actual} matches {expected}");
            return;
        }

        FindingsText.Write(console, findings);
        var counts = string.Join(
            ", ",
            findings
                .GroupBy(finding => finding.Severity)
                .OrderByDescending(group => group.Key)
                .Select(group => $"{group.Count()} {ReadableText.Severity(group.Key)}")
        );
        console.MarkupLineInterpolated(
            $"[bold]{ReadableText.Count(findings.Count, "difference")}[/]  in {actual}, compared with {expected}: {counts}"
        );
    }
}
