using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The way to the other guards, and to the modules of this one.</summary>
internal static class NavigationSection
{
    public static void Write(HtmlWriter html, StatusView view)
    {
        if (view.Guards.Count > 1)
        {
            html.Write($"<nav aria-label=\"Guards\"><ul>");
            WriteLink(html, view.Chosen is null, "?", "All");
            foreach (var guard in view.Guards)
            {
                html.Write($"<li><a href=\"{AddressOf(guard.Name)}\"");
                WriteCurrent(html, guard == view.Chosen);
                html.Write($">");
                Marks.WriteSign(html, guard.Verdict.Tone);
                html.Write($"<span>{guard.Name}</span><span class=\"unseen\">, {guard.Verdict.Word}</span></a></li>");
            }

            html.Write($"</ul></nav>");
        }

        if (view.Chosen is { Modules.Count: > 1 } chosen)
        {
            html.Write($"<nav aria-label=\"Modules\"><ul>");
            foreach (var module in chosen.Modules)
            {
                WriteLink(html, isCurrent: false, "#" + Marks.IdOf("module", module.Name), module.Name);
            }

            html.Write($"</ul></nav>");
        }
    }

    /// <summary>Returns the address of the page about one guard.</summary>
    public static string AddressOf(string guard) => $"?guard={Uri.EscapeDataString(guard)}";

    private static void WriteLink(HtmlWriter html, bool isCurrent, string address, string name)
    {
        html.Write($"<li><a href=\"{address}\"");
        WriteCurrent(html, isCurrent);
        html.Write($"><span>{name}</span></a></li>");
    }

    private static void WriteCurrent(HtmlWriter html, bool isCurrent)
    {
        if (isCurrent)
        {
            html.Write($" aria-current=\"page\"");
        }
    }
}
