using System.Globalization;
using SchemaGuard.Scripts.Dialects;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>The rules for where comments end and which of them a server executes.</summary>
internal static class CommentText
{
    // No release has this version: mariadb-dump uses it for text that only a client's sandbox mode reads.
    private const int NeverExecutedVersion = 999_999;

    /// <summary>Finds the offset after <c>*/</c>, or <see cref="QuotedText.Unterminated"/>.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="open">Offset of <c>/*</c>.</param>
    /// <param name="isNested">Whether comments nest.</param>
    public static int EndOfBlock(ReadOnlySpan<char> text, int open, bool isNested)
    {
        if (!isNested)
        {
            int close = text[(open + 2)..].IndexOf("*/");
            return close < 0 ? QuotedText.Unterminated : open + close + 4;
        }

        int depth = 1;
        int position = open + 2;
        while (position + 1 < text.Length)
        {
            int found = text[position..^1].IndexOfAny('*', '/');
            if (found < 0)
            {
                break;
            }

            position += found;
            bool isClose = text[position] == '*' && text[position + 1] == '/';
            bool isOpen = text[position] == '/' && text[position + 1] == '*';
            depth +=
                isOpen ? 1
                : isClose ? -1
                : 0;
            position += isOpen || isClose ? 2 : 1;
            if (depth == 0)
            {
                return position;
            }
        }

        return QuotedText.Unterminated;
    }

    /// <summary>
    /// Returns the length of the head of an executable comment (<c>/*!50003</c>, <c>/*M!100100</c>); 0 for an ordinary comment.
    /// </summary>
    public static int ExecutableHeadLength(ReadOnlySpan<char> text, int open, LexicalRules rules)
    {
        ReadOnlySpan<char> rest = text[(open + 2)..];
        int mark =
            rules.ExecutableComments && rest.StartsWith("!") ? 1
            : rules.MariaDbComments && rest.StartsWith("M!") ? 2
            : 0;
        if (mark == 0)
        {
            return 0;
        }

        int digits = 0;
        while (digits < 6 && mark + digits < rest.Length && char.IsAsciiDigit(rest[mark + digits]))
        {
            digits++;
        }

        // A version has five or six digits; fewer digits are the first token of the text inside.
        digits = digits >= 5 ? digits : 0;
        return digits == 6 && Version(rest.Slice(mark, digits)) >= NeverExecutedVersion ? 0 : 2 + mark + digits;
    }

    /// <summary>Removes a comment's marks and the white space around its text.</summary>
    public static ReadOnlySpan<char> Content(ReadOnlySpan<char> comment)
    {
        int marks = comment[0] == '#' ? 1 : 2;
        ReadOnlySpan<char> content = comment[marks..];
        if (comment[0] == '/' && content.EndsWith("*/"))
        {
            content = content[..^2];
        }

        return content.Trim();
    }

    private static int Version(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
