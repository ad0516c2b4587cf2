using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The page as a whole.</summary>
internal static class PageRenderer
{
    /// <summary>Writes the page.</summary>
    public static byte[] Render(StatusView view)
    {
        var html = new HtmlWriter();
        WriteHead(html, view);
        html.Write($"<body><a class=\"skip\" href=\"#main\">Skip to the verdict</a>");
        html.Write(
            $"<header class=\"top\"><p class=\"brand\">SchemaGuard</p><p class=\"place\">{view.Application} <span>on {view.Pod}</span></p>"
        );
        html.Write($"<p class=\"clock\">");
        Marks.WriteMoment(html, view.Now);
        html.Write($"</p></header>");
        NavigationSection.Write(html, view);
        html.Write($"<main id=\"main\" tabindex=\"-1\">");
        VerdictSection.Write(html, view);
        if (view.Chosen is { } guard)
        {
            GuardSections.Write(html, view, guard);
        }
        else
        {
            OverviewSection.Write(html, view);
        }

        html.Write($"</main><footer><p>This page comes from memory and from one short read of the database. ");
        html.Write($"Programs get the same as JSON with <code>Accept: application/json</code>.</p></footer>");
        html.Write($"<p id=\"copied\" class=\"unseen\" role=\"status\"></p><script>");
        html.Write(PageAsset.Script);
        html.Write($"</script></body></html>\n");
        return html.ToUtf8();
    }

    private static void WriteHead(HtmlWriter html, StatusView view)
    {
        html.Write($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Write($"<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">");
        html.Write($"<title>{view.Verdict.Word}: {view.Chosen?.Name ?? "schemas"} of {view.Application}</title><style>");
        html.Write(PageAsset.Style);
        html.Write($"</style></head>\n");
    }
}
