using System.Globalization;
using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The findings of one guard, each with what to do about it.</summary>
internal static class FindingsSection
{
    private const int Most = 60;

    public static void Write(HtmlWriter html, GuardView guard, string title)
    {
        if (guard.Findings.Count == 0)
        {
            return;
        }

        var id = Marks.IdOf("findings", guard.Name);
        html.Write($"<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title} <span class=\"count\">{guard.Findings.Count}</span></h2>");
        var number = 0;
        foreach (var finding in guard.Findings.Take(Most))
        {
            number++;
            WriteFinding(html, finding, string.Create(CultureInfo.InvariantCulture, $"{Marks.IdOf("remedy", guard.Name)}-{number}"));
        }

        if (guard.Findings.Count > Most)
        {
            html.Write(
                $"<p class=\"more\">And {Quantities.Count(guard.Findings.Count - Most, "more finding")}. The JSON document contains all.</p>"
            );
        }

        html.Write($"</section>");
    }

    private static void WriteFinding(HtmlWriter html, Finding finding, string remedy)
    {
        var tone = Marks.ToneOf(finding.Severity);
        html.Write($"<article class=\"finding {Marks.ClassOf(tone)}\"><h3>");
        Marks.WriteWord(html, tone, finding.Severity.ToString());
        html.Write($" <span class=\"code\">{finding.Code}</span> <span class=\"target\">{finding.Target}</span></h3>");
        html.Write($"<p class=\"message\">{finding.Message}</p>");
        if (finding.Reason is { } reason)
        {
            html.Write($"<p class=\"reason\">Its severity was changed by the application: {reason}</p>");
        }

        if (finding.Expected is not null || finding.Actual is not null)
        {
            html.Write($"<dl class=\"sides\"><div><dt>Expected</dt><dd>{finding.Expected ?? "nothing"}</dd></div>");
            html.Write($"<div class=\"found\"><dt>Found</dt><dd>{finding.Actual ?? "nothing"}</dd></div></dl>");
        }

        if (finding.Location is { } location)
        {
            html.Write($"<p class=\"location\">at <code>{location}</code></p>");
        }

        html.Write($"<div class=\"remedy\"><p><strong>What to do</strong> <span id=\"{remedy}\">{finding.Remedy}</span></p>");
        html.Write($"<button type=\"button\" hidden data-copies=\"{remedy}\" aria-describedby=\"{remedy}\">Copy</button></div></article>");
    }
}
