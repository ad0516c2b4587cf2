using System.Buffers;

namespace SchemaGuard.Scripts.Text;

/// <summary>The classes of characters, as the lexers of the supported servers and their clients define them.</summary>
internal static class SqlCharacters
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("+-*/<>=~!@#%^&|`?");

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private static readonly SearchValues<char> AsciiWordParts = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$"
    );

    /// <summary>Determines whether a character separates tokens: white space of any script, a byte order mark, a zero-width space.</summary>
    public static bool IsBlank(char c) =>
        c < '\u0080' ? c is ' ' or (>= '\t' and <= '\r') : char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B';

    /// <summary>Determines whether a character may stand inside a word. Everything beyond ASCII may, lone surrogates included.</summary>
    public static bool IsWordPart(char c) => c < '\u0080' ? char.IsAsciiLetterOrDigit(c) || c is '_' or '$' : !IsBlank(c);

    /// <summary>Determines whether a character may be part of a user-defined operator (PostgreSQL, CREATE OPERATOR).</summary>
    public static bool IsOperatorPart(char c) => Operators.Contains(c);

    /// <summary>Finds the end of the word that continues at <paramref name="position"/>.</summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length)
        {
            int run = text[position..].IndexOfAnyExcept(AsciiWordParts);
            position = run < 0 ? text.Length : position + run;
            if (position == text.Length || !IsWordPart(text[position]))
            {
                return position;
            }

            position++;
        }

        return position;
    }

    /// <summary>Finds the end of the white space at <paramref name="position"/>.</summary>
    public static int EndOfBlanks(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsBlank(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Finds the next line end (LF, CR or CRLF), or the end of the text.</summary>
    public static int EndOfLine(ReadOnlySpan<char> text, int position)
    {
        int length = text[position..].IndexOfAny(LineEnds);
        return length < 0 ? text.Length : position + length;
    }

    /// <summary>Returns the offset after the line end at <paramref name="position"/>, if there is one.</summary>
    public static int AfterLineEnd(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length || text[position] is not ('\r' or '\n'))
        {
            return position;
        }

        bool isPair = text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n';
        return position + (isPair ? 2 : 1);
    }

    /// <summary>Determines whether there is only white space between the start of the line and <paramref name="position"/>.</summary>
    public static bool IsFirstOnLine(ReadOnlySpan<char> text, int position)
    {
        while (position > 0 && text[position - 1] is not ('\r' or '\n'))
        {
            if (!IsBlank(text[--position]))
            {
                return false;
            }
        }

        return true;
    }
}
