namespace SchemaGuard.Scripts.Text;

/// <summary>The lines of a text: their numbers and where they begin.</summary>
internal static class TextLines
{
    /// <summary>Advances a known position to a later offset.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">An offset in it.</param>
    /// <param name="position">The position of <paramref name="from"/>.</param>
    /// <param name="to">A later offset, at most the text's length.</param>
    public static TextPosition Advance(ReadOnlySpan<char> text, int from, TextPosition position, int to)
    {
        int line = position.Line;
        int lineStart = from - (position.Column - 1);
        while (from < to)
        {
            int end = SqlCharacters.EndOfLine(text[..to], from);
            from = SqlCharacters.AfterLineEnd(text, end);
            if (end == to || from > to)
            {
                break;
            }

            line++;
            lineStart = from;
        }

        return new TextPosition(line, to - lineStart + 1);
    }

    /// <summary>Returns the line that contains an offset, without its line end.</summary>
    public static TextRange LineAt(ReadOnlySpan<char> text, int offset)
    {
        // The offset of the LF of a CRLF belongs to the line that the pair ends.
        bool isInsidePair = offset > 0 && offset < text.Length && text[offset] == '\n' && text[offset - 1] == '\r';
        int last = isInsidePair ? offset - 1 : offset;
        int start = text[..last].LastIndexOfAny('\r', '\n') + 1;
        return new TextRange(start, SqlCharacters.EndOfLine(text, last) - start);
    }
}
