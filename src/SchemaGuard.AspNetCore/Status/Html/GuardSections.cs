using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The sections about one guard, in the order in which somebody on call needs them.</summary>
internal static class GuardSections
{
    public static void Write(HtmlWriter html, StatusView view, GuardView guard)
    {
        html.Write($"<div class=\"columns\"><div>");
        ActivitySection.Write(html, guard, view.Now);
        FindingsSection.Write(html, guard, "Findings");
        UnfinishedSection.Write(html, guard.Reading.Status?.Unfinished ?? []);
        PendingSection.Write(html, guard.Pending);
        foreach (var module in guard.Modules)
        {
            TimelineSection.Write(html, module, guard.Modules.Count > 1, view.Now);
        }

        html.Write($"</div><div>");
        TablesSection.Write(html, guard.Tables);
        ChecksSection.Write(html, guard.Checks);
        GateSection.Write(html, view.Gate, view.Guards);
        html.Write($"</div></div>");
    }
}
