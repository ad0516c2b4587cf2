namespace SchemaGuard.Scripts.Lexing;

/// <summary>The rules for where quoted text ends. Every search is linear in the text it skips.</summary>
internal static class QuotedText
{
    /// <summary>The result of a search that reached the end of the text first.</summary>
    public const int Unterminated = -1;

    /// <summary>Finds the offset after the closing quote; a doubled quote does not close.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="open">Offset of the opening quote.</param>
    /// <param name="backslashEscapes">Whether a backslash escapes the next character.</param>
    /// <returns>The offset, or <see cref="Unterminated"/>.</returns>
    public static int EndOfQuoted(ReadOnlySpan<char> text, int open, bool backslashEscapes)
    {
        char quote = text[open];
        int position = open + 1;
        while (position < text.Length)
        {
            ReadOnlySpan<char> rest = text[position..];
            int found = backslashEscapes ? rest.IndexOfAny(quote, '\\') : rest.IndexOf(quote);
            if (found < 0)
            {
                return Unterminated;
            }

            position += found + 1;
            bool isEscape = text[position - 1] == '\\' && backslashEscapes;
            if (!isEscape && (position == text.Length || text[position] != quote))
            {
                return position;
            }

            position++;
        }

        return Unterminated;
    }

    /// <summary>Finds the offset after the closing bracket of <c>[name]</c>, or <see cref="Unterminated"/>.</summary>
    public static int EndOfBracketed(ReadOnlySpan<char> text, int open)
    {
        int found = text[open..].IndexOf(']');
        return found < 0 ? Unterminated : open + found + 1;
    }

    /// <summary>Returns the length of the opening tag of a dollar quote, including both dollar signs; 0 when there is none.</summary>
    public static int DollarTagLength(ReadOnlySpan<char> text, int open)
    {
        int position = open + 1;
        while (position < text.Length && IsTagPart(text[position], isFirst: position == open + 1))
        {
            position++;
        }

        return position < text.Length && text[position] == '$' ? position - open + 1 : 0;
    }

    /// <summary>Finds the offset after the closing tag of a dollar quote, or <see cref="Unterminated"/>.</summary>
    public static int EndOfDollarQuoted(ReadOnlySpan<char> text, int open, int tagLength)
    {
        ReadOnlySpan<char> tag = text.Slice(open, tagLength);
        int position = open + tagLength;
        while (position < text.Length)
        {
            int found = text[position..].IndexOf('$');
            if (found < 0)
            {
                break;
            }

            position += found;

            // A tag contains no dollar sign inside, so what matched need not be examined again: this keeps long tags linear.
            int matched = text[position..].CommonPrefixLength(tag);
            if (matched == tagLength)
            {
                return position + tagLength;
            }

            position += matched;
        }

        return Unterminated;
    }

    private static bool IsTagPart(char c, bool isFirst) =>
        c >= '\u0080' || c == '_' || (isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c));
}
