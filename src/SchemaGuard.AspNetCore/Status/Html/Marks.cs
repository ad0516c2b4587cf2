using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The small parts that several sections write: marks, moments, names.</summary>
internal static class Marks
{
    /// <summary>Returns the class that gives a tone its colour.</summary>
    public static string ClassOf(Tone tone) =>
        tone switch
        {
            Tone.Good => "good",
            Tone.Busy => "busy",
            Tone.Warning => "warning",
            Tone.Bad => "bad",
            _ => "unknown",
        };

    /// <summary>Returns the tone of a severity.</summary>
    public static Tone ToneOf(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => Tone.Bad,
            FindingSeverity.Warning => Tone.Warning,
            _ => Tone.Unknown,
        };

    /// <summary>Writes the sign of a tone, which a word beside it repeats.</summary>
    public static void WriteSign(HtmlWriter html, Tone tone)
    {
        html.Write(
            $"<svg class=\"sign {ClassOf(tone)}\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">"
        );
        switch (tone)
        {
            case Tone.Good:
                html.Write($"<circle cx=\"12\" cy=\"12\" r=\"11\"/><path d=\"m7 12.5 3.4 3.4L17 9\"/>");
                break;
            case Tone.Busy:
                html.Write($"<circle cx=\"12\" cy=\"12\" r=\"11\"/><path d=\"M12 6.5V12l3.6 2.4\"/>");
                break;
            case Tone.Warning:
                html.Write($"<path class=\"body\" d=\"M12 1.8 23.2 21.4H.8Z\"/><path d=\"M12 9v5.4m0 3v.1\"/>");
                break;
            case Tone.Bad:
                html.Write(
                    $"<path class=\"body\" d=\"M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Z\"/><path d=\"m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6\"/>"
                );
                break;
            default:
                html.Write($"<circle cx=\"12\" cy=\"12\" r=\"11\"/><path d=\"M7.5 12h9\"/>");
                break;
        }

        html.Write($"</svg>");
    }

    /// <summary>Writes a word with the sign that says the same.</summary>
    public static void WriteWord(HtmlWriter html, Tone tone, string word)
    {
        html.Write($"<span class=\"word {ClassOf(tone)}\">");
        WriteSign(html, tone);
        html.Write($"{word}</span>");
    }

    /// <summary>Returns an id that a name makes, in which only letters, digits and signs that an id may have occur.</summary>
    /// <param name="prefix">What keeps it apart from the ids that the page has in any case.</param>
    /// <param name="name">The name of a guard or of a module.</param>
    public static string IdOf(string prefix, string name) => $"{prefix}-{Uri.EscapeDataString(name).Replace('%', '.')}";

    /// <summary>Writes a moment in UTC.</summary>
    public static void WriteMoment(HtmlWriter html, DateTimeOffset moment) =>
        html.Write($"<time datetime=\"{Quantities.Iso(moment)}\">{Quantities.Moment(moment)}&nbsp;UTC</time>");

    /// <summary>Begins a table that scrolls by itself where it is too wide, and that the keyboard reaches then.</summary>
    public static void BeginTable(HtmlWriter html, string caption)
    {
        html.Write($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\"><table><caption>{caption}</caption>");
    }

    /// <summary>Ends a table.</summary>
    public static void EndTable(HtmlWriter html) => html.Write($"</tbody></table></div>");

    /// <summary>Returns the name of a migration, with its module unless that is the default one.</summary>
    public static string NameOf(string module, string migration) => new PendingMigration(module, migration).ToString();
}
