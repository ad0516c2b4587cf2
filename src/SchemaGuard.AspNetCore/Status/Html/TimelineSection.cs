using System.Globalization;
using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The history of one module as a timeline, newest first.</summary>
internal static class TimelineSection
{
    public static void Write(HtmlWriter html, ModuleView module, bool isNamed, DateTimeOffset now)
    {
        var (id, heading) = (Marks.IdOf("module", module.Name), Marks.IdOf("history", module.Name));
        html.Write($"<section id=\"{id}\" aria-labelledby=\"{heading}\"><h2 id=\"{heading}\">");
        html.Write($"{(isNamed ? $"History of {module.Name}" : "History")} ");
        html.Write($"<span class=\"count\">{module.Entries.Count + module.OlderEntries}</span></h2><ol class=\"timeline\">");
        foreach (var entry in module.Entries)
        {
            WriteEntry(html, entry, module.Longest, now);
        }

        html.Write($"</ol>");
        if (module.OlderEntries > 0)
        {
            html.Write($"<p class=\"more\">And {Quantities.Number(module.OlderEntries)} older. The JSON document contains all.</p>");
        }

        html.Write($"</section>");
    }

    private static void WriteEntry(HtmlWriter html, HistoryEntry entry, TimeSpan longest, DateTimeOffset now)
    {
        var (kind, word) = StateOf(entry);
        html.Write($"<li class=\"{kind}\"><p class=\"name\"><code>{entry.Name}</code>");
        html.Write($"{(word.Length > 0 ? " " : "")}");
        if (word.Length > 0)
        {
            html.Write($"<span class=\"note\">{word}</span>");
        }

        html.Write($"</p>");
        WriteDuration(html, entry.Duration, longest);
        html.Write($"<p class=\"meta\">");
        if (entry.AppliedAt is { } at)
        {
            html.Write($"<span>");
            Marks.WriteMoment(html, at);
            html.Write($", {Quantities.Ago(now - at)}</span> ");
        }
        else
        {
            html.Write($"<span>at a time that cannot be read</span> ");
        }

        html.Write($"<span>{AuthorOf(entry)}</span> <span>{WorkOf(entry)}</span></p>");
        if (entry.Error is { } error && !entry.IsFinished)
        {
            html.Write($"<p class=\"error\">It failed last with: {error}</p>");
        }

        html.Write($"</li>");
    }

    /// <summary>Writes how long a migration took, with a bar that compares it with the longest one that is shown.</summary>
    private static void WriteDuration(HtmlWriter html, TimeSpan duration, TimeSpan longest)
    {
        var share = longest > TimeSpan.Zero ? Math.Max(0.02, duration / longest) : 0.02;
        html.Write($"<p class=\"took\"><svg width=\"72\" height=\"4\" aria-hidden=\"true\" focusable=\"false\">");
        html.Write(
            $"<rect width=\"72\" height=\"4\" rx=\"2\" class=\"track\"/><rect width=\"{72 * share:0.#}\" height=\"4\" rx=\"2\"/></svg>"
        );
        html.Write($"<span class=\"unseen\">took </span>{Quantities.Span(duration)}</p>");
    }

    private static (string Class, string Word) StateOf(HistoryEntry entry) =>
        entry.IsFinished ? ("applied", "")
        : entry.IsWithdrawn ? ("withdrawn", "withdrawn before anything was done")
        : ("partial", entry.Kind == HistoryEntryKind.Code ? "unfinished" : $"unfinished, {DoneOf(entry)}");

    private static string DoneOf(HistoryEntry entry)
    {
        var begun = entry.Begun is { } number ? string.Create(CultureInfo.InvariantCulture, $", statement {number} begun") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.StatementsDone} of {entry.Statements} done{begun}");
    }

    private static string AuthorOf(HistoryEntry entry) =>
        (entry.Application, entry.Host) switch
        {
            ({ } application, { } host) => $"by {application} on {host}",
            ({ } application, null) => $"by {application}",
            (null, { } host) => $"on {host}",
            _ => "by an unknown application",
        };

    private static string WorkOf(HistoryEntry entry) =>
        entry.Kind switch
        {
            HistoryEntryKind.Code => "code",
            HistoryEntryKind.Repeatable => $"repeatable, {Quantities.Count(entry.Statements, "statement")}",
            _ => Quantities.Count(entry.Statements, "statement"),
        };
}
