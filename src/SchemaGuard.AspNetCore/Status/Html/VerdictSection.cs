using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The verdict, with the few facts that go with it.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlWriter html, StatusView view)
    {
        var verdict = view.Verdict;
        html.Write($"<section class=\"verdict {Marks.ClassOf(verdict.Tone)}\" aria-labelledby=\"verdict\">");
        Marks.WriteSign(html, verdict.Tone);
        html.Write($"<div><p class=\"state\">{verdict.Word}</p><h1 id=\"verdict\">{verdict.Sentence}</h1>");
        if (verdict.Detail is { } detail)
        {
            html.Write($"<p class=\"detail\">{detail}</p>");
        }

        if (view.Chosen is { } guard)
        {
            WriteSource(html, guard, view.Now);
        }

        html.Write($"</div></section>");
        WriteReload(html, view);
        if (view.Chosen is { } chosen)
        {
            WriteFacts(html, chosen);
        }
    }

    private static void WriteSource(HtmlWriter html, GuardView guard, DateTimeOffset now)
    {
        html.Write($"<p class=\"source\">");
        if (guard.Database is { } database)
        {
            html.Write($"<span>{database}</span> ");
        }

        if (guard.Report is { } report && report.LastSeen != SchemaState.Unknown)
        {
            html.Write(
                $"<span>Checked <time datetime=\"{Quantities.Iso(report.CheckedAt)}\" title=\"{Quantities.Moment(report.CheckedAt)} UTC\">"
            );
            html.Write($"{Quantities.Ago(now - report.CheckedAt)}</time>, in {Quantities.Span(report.Duration)}</span>");
        }

        html.Write($"</p>");
        if (guard.Reading is { Problem: { } problem, FailingSince: { } since })
        {
            html.Write($"<p class=\"detail\">{problem} ");
            html.Write(
                $"{(guard.Reading.ReadAt is { } read ? $"What follows was read at {Quantities.Moment(read)} UTC." : "Its history is not known.")} "
            );
            html.Write($"Reads have failed since {Quantities.Moment(since)} UTC.</p>");
        }
    }

    private static void WriteReload(HtmlWriter html, StatusView view)
    {
        if (!view.IsMoving)
        {
            return;
        }

        var guard = view.Chosen is { } chosen && view.Guards.Count > 1 ? $"guard={Uri.EscapeDataString(chosen.Name)}" : "";
        if (view.ReloadSeconds is { } seconds)
        {
            html.Write($"<p class=\"reload\">Something is in progress: this page reloads every {seconds} seconds. ");
            html.Write($"<a href=\"?{guard}{(guard.Length > 0 ? "&" : "")}reload=off\">Stop reloading</a></p>");
        }
        else
        {
            html.Write($"<p class=\"reload\">Something is in progress, and this page does not reload itself. ");
            html.Write($"<a href=\"?{guard}\">Reload while it runs</a></p>");
        }
    }

    private static void WriteFacts(HtmlWriter html, GuardView guard)
    {
        html.Write($"<dl class=\"facts\">");
        WriteFact(html, "Applied", guard.Applied);
        WriteFact(html, "Pending", guard.PendingCount);
        WriteFact(html, "Errors", guard.Findings.Count(finding => finding.Severity == FindingSeverity.Error));
        WriteFact(html, "Warnings", guard.Findings.Count(finding => finding.Severity == FindingSeverity.Warning));
        var required = guard.Tables.Count(table => table.Word.StartsWith("required", StringComparison.Ordinal));
        if (required > 0)
        {
            html.Write(
                $"<div><dt>Required tables</dt><dd>{guard.Tables.Count(table => table.Holds == true)}<span> of {required}</span></dd></div>"
            );
        }

        html.Write($"</dl>");
    }

    private static void WriteFact(HtmlWriter html, string name, int? number) =>
        html.Write($"<div><dt>{name}</dt><dd>{(number is { } known ? Quantities.Number(known) : "unknown")}</dd></div>");
}
