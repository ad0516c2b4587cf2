using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>All guards side by side, from memory.</summary>
internal static class OverviewSection
{
    public static void Write(HtmlWriter html, StatusView view)
    {
        if (view.Guards.Count == 0)
        {
            return;
        }

        html.Write($"<section aria-labelledby=\"guards\"><h2 id=\"guards\">Guards</h2>");
        Marks.BeginTable(html, "The guards of this application");
        html.Write($"<thead><tr><th scope=\"col\">Guard</th><th scope=\"col\">Verdict</th><th scope=\"col\">Database</th>");
        html.Write(
            $"<th scope=\"col\" class=\"number\">Applied</th><th scope=\"col\" class=\"number\">Pending</th><th scope=\"col\">Now</th></tr></thead><tbody>"
        );
        foreach (var guard in view.Guards)
        {
            WriteRow(html, guard, view.Now);
        }

        Marks.EndTable(html);
        html.Write($"</section><div class=\"columns\"><div>");
        foreach (var guard in view.Guards.Where(guard => guard.Findings.Any(finding => finding.Severity > FindingSeverity.Information)))
        {
            FindingsSection.Write(html, guard, $"Findings of {guard.Name}");
        }

        html.Write($"</div><div>");
        GateSection.Write(html, view.Gate, view.Guards);
        html.Write($"</div></div>");
    }

    private static void WriteRow(HtmlWriter html, GuardView guard, DateTimeOffset now)
    {
        html.Write($"<tr><th scope=\"row\"><a href=\"{NavigationSection.AddressOf(guard.Name)}\">{guard.Name}</a></th><td>");
        Marks.WriteWord(html, guard.Verdict.Tone, guard.Verdict.Word);
        html.Write($"</td><td>{guard.Database ?? "not known yet"}</td><td class=\"number\">{Known(guard.Applied)}</td>");
        html.Write($"<td class=\"number\">{Known(guard.PendingCount)}</td><td>");
        if (guard.Activity.IsRunning)
        {
            html.Write($"{ActivitySection.HeadlineOf(guard.Activity)}");
            html.Write($"{(guard.Activity.Since is { } since ? $" For {Quantities.Span(now - since)}." : "")}");
        }
        else if (guard.Report is { } report)
        {
            html.Write($"checked {Quantities.Ago(now - report.CheckedAt)}");
        }
        else
        {
            html.Write($"nothing");
        }

        html.Write($"</td></tr>");
    }

    private static string Known(int? number) => number is { } known ? Quantities.Number(known) : "?";
}
