using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>
/// The pattern language for the beginning of a statement. Its parts are separated by spaces: <c>A|B</c> one of these words or marks,
/// <c>A?</c> none or one, <c>()?</c> none or one parenthesised list, <c>*</c> any tokens, <c>$</c> the end. Words match in any case and
/// only outside quotes. Linear: as in file-name patterns, only the last <c>*</c> is ever tried again.
/// </summary>
internal static class StatementPattern
{
    /// <summary>Determines whether the beginning of a statement matches the pattern.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, StatementReader statement)
    {
        ReadOnlySpan<char> retryPattern = [];
        StatementReader retryStatement = statement;
        bool hasStar = false;
        while (!pattern.IsEmpty)
        {
            ReadOnlySpan<char> part = TakePart(ref pattern);
            if (part is "*")
            {
                hasStar = true;
                retryPattern = pattern;
                retryStatement = statement;
            }
            else if (!MatchesPart(part, ref statement))
            {
                if (!hasStar || !retryStatement.Read())
                {
                    return false;
                }

                pattern = retryPattern;
                statement = retryStatement;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> TakePart(ref ReadOnlySpan<char> pattern)
    {
        int blank = pattern.IndexOf(' ');
        ReadOnlySpan<char> part = blank < 0 ? pattern : pattern[..blank];
        pattern = blank < 0 ? [] : pattern[(blank + 1)..];
        return part;
    }

    private static bool MatchesPart(scoped ReadOnlySpan<char> part, ref StatementReader statement)
    {
        if (part is "$")
        {
            return statement.IsAtEnd;
        }

        if (part is "()?")
        {
            statement.SkipParentheses();
            return true;
        }

        bool isOptional = part.EndsWith("?");
        part = isOptional ? part[..^1] : part;
        foreach (Range alternative in part.Split('|'))
        {
            if (statement.Is(part[alternative]))
            {
                statement.Read();
                return true;
            }
        }

        return isOptional;
    }
}
