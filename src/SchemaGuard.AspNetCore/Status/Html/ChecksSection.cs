using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>What else must hold: invariants, and tables that must not exist.</summary>
internal static class ChecksSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<CheckView> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        html.Write(
            $"<section aria-labelledby=\"checks\"><h2 id=\"checks\">Must hold <span class=\"count\">{checks.Count}</span></h2><ul class=\"checks\">"
        );
        foreach (var check in checks)
        {
            html.Write($"<li><span>{check.Name}</span> ");
            Marks.WriteWord(html, ToneOf(check.Holds), check.Word);
            html.Write($"</li>");
        }

        html.Write($"</ul></section>");
    }

    /// <summary>Returns the tone of something that holds, does not, or is not known.</summary>
    public static Tone ToneOf(bool? holds) =>
        holds switch
        {
            true => Tone.Good,
            false => Tone.Bad,
            _ => Tone.Unknown,
        };
}
