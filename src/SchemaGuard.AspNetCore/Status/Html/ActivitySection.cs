using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>What runs or waits at this moment: in this process, or elsewhere if the migration lock is held.</summary>
internal static class ActivitySection
{
    public static void Write(HtmlWriter html, GuardView guard, DateTimeOffset now)
    {
        var (activity, holder) = (guard.Activity, guard.Reading.Status?.LockHolder);
        if (!activity.IsRunning && holder is null)
        {
            return;
        }

        html.Write($"<section aria-labelledby=\"now\" class=\"now\"><h2 id=\"now\">In progress</h2>");
        if (activity.IsRunning)
        {
            html.Write($"<p class=\"headline\">{HeadlineOf(activity)}</p>");
            WriteProgress(html, activity, now);
        }
        else
        {
            html.Write($"<p class=\"headline\">Another program holds the migration lock.</p>");
        }

        WriteServer(html, guard.Reading.Progress);
        html.Write($"<dl class=\"pairs\">");
        WritePair(
            html,
            "Since",
            activity.Since is { } since ? $"{Quantities.Moment(since)} UTC, for {Quantities.Span(now - since)}" : null
        );
        WritePair(html, "Waits for", activity.WaitingFor);
        WritePair(html, "Lock holder", holder);
        html.Write($"</dl></section>");
    }

    /// <summary>Says in a sentence what a guard is doing.</summary>
    public static string HeadlineOf(GuardActivity activity) =>
        activity is { Kind: GuardActivityKind.Migrating, Progress: { } progress }
            ? $"Migration {progress.Number} of {progress.Count} is being applied."
            : Verdicts.Sentence(activity.Kind);

    private static void WriteProgress(HtmlWriter html, GuardActivity activity, DateTimeOffset now)
    {
        if (activity.Progress is not { } progress)
        {
            return;
        }

        var within = progress.Statements > 0 ? (double)Math.Max(0, progress.Statement - 1) / progress.Statements : 0;
        var share = Math.Clamp((progress.Number - 1 + within) / Math.Max(1, progress.Count), 0, 1);
        html.Write($"<p class=\"step\"><code>{Marks.NameOf(progress.Module, progress.Migration)}</code> ");
        html.Write($"{(progress.Statement > 0 ? $"statement {progress.Statement} of {progress.Statements}" : "code")}");
        html.Write($"{(activity.ProgressSince is { } since ? $", for {Quantities.Span(now - since)}" : "")}</p>");
        WriteBar(html, "Done of this run", share);
    }

    private static void WriteServer(HtmlWriter html, StatementProgress? progress)
    {
        if (progress is null)
        {
            return;
        }

        html.Write($"<p class=\"step\">The server says: {progress.Phase}</p>");
        if (progress.Share is { } share)
        {
            WriteBar(html, "Done of this phase", share);
        }
    }

    private static void WriteBar(HtmlWriter html, string label, double share)
    {
        html.Write(
            $"<label class=\"bar\"><span>{label}</span><progress max=\"1\" value=\"{share:0.###}\">{Quantities.Percent(share)}</progress>"
        );
        html.Write($"<span class=\"share\">{Quantities.Percent(share)}</span></label>");
    }

    private static void WritePair(HtmlWriter html, string name, string? value)
    {
        if (value is not null)
        {
            html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }
}
