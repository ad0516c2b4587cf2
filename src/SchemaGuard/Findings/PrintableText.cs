using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SchemaGuard;

/// <summary>
/// Methods that make foreign text safe for a terminal and a log: names of files and database objects, messages of a server, lines of a
/// script. Control
/// characters could give commands to a terminal, line breaks could forge lines of a log, and direction marks could show a text in a different order.
/// </summary>
public static class PrintableText
{
    private const char Replacement = '\uFFFD';
    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        .. Range('\0', '\u001F'),
        .. Range('\u007F', '\u009F'),
        '\u061C',
        '\u200E',
        '\u200F',
        .. Range('\u2028', '\u202E'),
        .. Range('\u2066', '\u2069'),
        .. Range('\uD800', '\uDFFF'),
    ]);

    /// <summary>Determines whether a text can be shown as it is, in one line.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPrintable(string text) =>
        !text.AsSpan().ContainsAny(Suspects) || IndexOfUnprintable(text, 0, keepsLines: false) < 0;

    /// <summary>
    /// Converts a text to one line. A line break with the blanks around it becomes one blank, and every other character that cannot be
    /// shown becomes its escape, such as <c>\u001B</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Line(string? text) => text is null || IsPrintable(text) ? text : Escape(Unbroken(text), keepsLines: false);

    /// <summary>
    /// Converts a text but keeps its line feeds and tabs. Every other character that cannot be shown becomes its escape, such as
    /// <c>\u001B</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Lines(string? text) =>
        text is null || IsPrintable(text) ? text : Escape(text.Replace("\r\n", "\n", StringComparison.Ordinal), keepsLines: true);

    /// <summary>
    /// Converts a text but keeps its line feeds, its tabs and the position of every character. A character that cannot be shown becomes
    /// U+FFFD.
    /// </summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? SameWidth(string? text)
    {
        if (text is null || IsPrintable(text))
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (var at = IndexOfUnprintable(text, 0, keepsLines: true); at >= 0; at = IndexOfUnprintable(text, at + 1, keepsLines: true))
        {
            characters[at] = Replacement;
        }

        return new string(characters);
    }

    private static string Escape(string text, bool keepsLines)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var start = 0;
        for (var at = IndexOfUnprintable(text, 0, keepsLines); at >= 0; at = IndexOfUnprintable(text, start, keepsLines))
        {
            escaped.Append(text, start, at - start).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:X4}");
            start = at + 1;
        }

        return escaped.Append(text, start, text.Length - start).ToString();
    }

    private static string Unbroken(string text) =>
        text.AsSpan().ContainsAny('\n', '\r')
            ? string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : text;

    private static int IndexOfUnprintable(string text, int start, bool keepsLines)
    {
        for (var at = start; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(Suspects);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (!keepsLines || text[at] is not ('\n' or '\t'))
            {
                return at;
            }
        }

        return -1;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
