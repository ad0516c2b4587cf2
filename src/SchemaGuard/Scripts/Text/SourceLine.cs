using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Text;

/// <summary>One line of a script with a mark under one of its characters, for error messages.</summary>
/// <param name="Position">Where in the script the mark points.</param>
/// <param name="Text">The line without its line end. A long line is reduced to the part around the mark, with <c>…</c> where it is
/// cut.</param>
/// <param name="CaretIndex">Index in <paramref name="Text"/> of the marked character; the length of the text for the end of the
/// line.</param>
[Experimental("SG9001")]
public readonly record struct SourceLine(TextPosition Position, string Text, int CaretIndex)
{
    /// <summary>The maximum number of characters of a line to show: one line of an INSERT can have millions.</summary>
    internal const int LongestText = 160;

    /// <summary>Returns the line with the caret below it. Tabs are kept so that the caret stands under its character.</summary>
    public override string ToString() => $"{Text}\n{Padding()}^";

    /// <summary>Extracts the line around <paramref name="offset"/> from a text.</summary>
    internal static SourceLine At(ReadOnlySpan<char> text, int offset, TextPosition position)
    {
        TextRange range = TextLines.LineAt(text, offset);
        ReadOnlySpan<char> line = text.Slice(range.Offset, range.Length);
        int caret = Math.Min(offset - range.Offset, line.Length);
        int start = 0;
        int end = line.Length;
        if (line.Length > LongestText)
        {
            start = Math.Clamp(caret - (LongestText / 2), 0, line.Length - LongestText);
            end = start + LongestText;
            start += IsInsidePair(line, start) ? 1 : 0;
            end -= IsInsidePair(line, end) ? 1 : 0;
        }

        string before = start > 0 ? "…" : "";
        string after = end < line.Length ? "…" : "";
        return new SourceLine(position, $"{before}{line[start..end]}{after}", before.Length + Math.Max(0, caret - start));
    }

    private static bool IsInsidePair(ReadOnlySpan<char> line, int index) =>
        index > 0 && index < line.Length && char.IsSurrogatePair(line[index - 1], line[index]);

    // A surrogate pair is one character on the screen.
    private string Padding()
    {
        var padding = new System.Text.StringBuilder(CaretIndex);
        for (int index = 0; index < CaretIndex; index++)
        {
            if (!IsInsidePair(Text, index))
            {
                padding.Append(Text[index] == '\t' ? '\t' : ' ');
            }
        }

        return padding.ToString();
    }
}
