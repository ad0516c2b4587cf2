using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>The rules for where operators and numbers end.</summary>
internal static class OperatorText
{
    // Operators of MySQL, MariaDB and SQLite that have more than one character, longest first.
    private static readonly string[] FixedOperators = ["<=>", "->>", "<=", ">=", "<>", "!=", "==", ":=", "||", "&&", "<<", ">>", "->"];

    /// <summary>Finds the end of the operator or punctuation mark at <paramref name="start"/>.</summary>
    public static int EndOfOperator(ReadOnlySpan<char> text, int start, LexicalRules rules)
    {
        if (rules.CustomOperators && SqlCharacters.IsOperatorPart(text[start]))
        {
            return EndOfCustomOperator(text, start);
        }

        ReadOnlySpan<char> rest = text[start..];
        if (rules.CustomOperators)
        {
            return start + (rest.StartsWith("::") || rest.StartsWith(":=") ? 2 : 1);
        }

        if (rest[0] is '<' or '>' or '-' or '!' or '=' or ':' or '|' or '&')
        {
            foreach (string candidate in FixedOperators)
            {
                if (rest.StartsWith(candidate))
                {
                    return start + candidate.Length;
                }
            }
        }

        return start + 1;
    }

    /// <summary>Finds the end of the number at <paramref name="start"/>, or of a word that starts with a digit.</summary>
    public static int EndOfNumber(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfDigits(text, start);
        if (IsDigitAt(text, end + 1) && text[end] == '.')
        {
            end = EndOfDigits(text, end + 1);
        }

        bool isExponent = end < text.Length && text[end] is 'e' or 'E';
        if (isExponent && end + 1 < text.Length && text[end + 1] is '+' or '-' && IsDigitAt(text, end + 2))
        {
            end += 2;
        }

        return SqlCharacters.EndOfWord(text, end);
    }

    private static int EndOfDigits(ReadOnlySpan<char> text, int position)
    {
        while (IsDigitAt(text, position))
        {
            position++;
        }

        return position;
    }

    private static bool IsDigitAt(ReadOnlySpan<char> text, int position) => position < text.Length && char.IsAsciiDigit(text[position]);

    // The limit keeps a long run of signs, each of which is a token, linear. The longest operators in use have five characters (PostGIS).
    private const int LongestOperator = 8;

    // PostgreSQL, "Lexical Structure / Operators": an operator contains no comment start, and ends in + or - only if it also contains one
    // of ~ ! @ # % ^ & | ` ?.
    private static int EndOfCustomOperator(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        int limit = Math.Min(text.Length, start + LongestOperator);
        int signs = text[start..limit].IndexOfAnyExcept('+', '-');
        if (signs < 0 || (signs > 0 && !SqlCharacters.IsOperatorPart(text[start + signs])))
        {
            return start + 1;
        }

        bool mayEndInSign = false;
        while (end < limit && SqlCharacters.IsOperatorPart(text[end]) && !(end > start && IsCommentAt(text, end)))
        {
            mayEndInSign |= text[end] is not ('+' or '-' or '*' or '/' or '<' or '>' or '=');
            end++;
        }

        while (!mayEndInSign && end - start > 1 && text[end - 1] is '+' or '-')
        {
            end--;
        }

        return end;
    }

    private static bool IsCommentAt(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length
        && ((text[position] == '-' && text[position + 1] == '-') || (text[position] == '/' && text[position + 1] == '*'));
}
