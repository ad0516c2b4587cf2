using System.Text;
using SchemaGuard.Scripts;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// Compares SQL that servers write about their objects. A dump that was restored, or another version, adds and moves casts and parentheses; what is left
/// without them says whether it can mean the same.
/// </summary>
internal static class ServerSql
{
    /// <summary>The words that go on with the name of a type.</summary>
    private static readonly HashSet<string> TypeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "varying",
        "precision",
        "with",
        "without",
        "time",
        "zone",
    };

    /// <summary>Says whether two texts are the same but for layout, casts and parentheses.</summary>
    public static bool IsAlike(string left, string right, LexicalRules rules) =>
        Normalize(left, rules, Kept.Words) == Normalize(right, rules, Kept.Words);

    /// <summary>Says whether two texts are the same but for layout and casts: parentheses may carry meaning, so that without them nothing is certain.</summary>
    public static bool HasSameParentheses(string left, string right, LexicalRules rules) =>
        Normalize(left, rules, Kept.Parentheses) == Normalize(right, rules, Kept.Parentheses);

    /// <summary>Says whether two texts are the same but for layout and the case of words.</summary>
    public static bool IsSame(string left, string right, LexicalRules rules) =>
        Normalize(left, rules, Kept.All) == Normalize(right, rules, Kept.All);

    /// <summary>Says whether a text mentions a name, in quotes or not.</summary>
    public static bool Mentions(string text, string name, LexicalRules rules)
    {
        // A quote within a name is doubled where the name stands in quotes.
        if (!text.Contains(name, StringComparison.OrdinalIgnoreCase) && name.AsSpan().IndexOfAny('"', '`') < 0)
        {
            return false;
        }

        var lexer = new SqlLexer(text, rules);
        while (lexer.Next(out var token))
        {
            var part = token.In(text);
            if (
                token.Kind == SqlTokenKind.Word && part.Equals(name, StringComparison.OrdinalIgnoreCase)
                || token.Kind == SqlTokenKind.QuotedName && SqlName.Unquote(part).Equals(name, StringComparison.OrdinalIgnoreCase)
                || token.Kind == SqlTokenKind.String && IsNameIn(part, name)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says whether a literal is a name, as in <c>nextval('numbers'::regclass)</c>, with its schema or without.</summary>
    private static bool IsNameIn(ReadOnlySpan<char> literal, string name)
    {
        var text = literal.Trim('\'');
        return text.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || text[^(name.Length + 1)] == '.');
    }

    /// <summary>Tells what is left of a text to compare it.</summary>
    private enum Kept
    {
        Words,
        Parentheses,
        All,
    }

    private static string Normalize(string text, LexicalRules rules, Kept kept)
    {
        var normal = new StringBuilder(text.Length);
        var lexer = new SqlLexer(text, rules);
        var cast = CastState.None;
        while (lexer.Next(out var token))
        {
            if (token.IsTrivia)
            {
                continue;
            }

            var part = token.In(text);
            cast = cast.After(token.Kind, part, TypeWords);
            var isParenthesis = token.Kind is SqlTokenKind.OpenParenthesis or SqlTokenKind.CloseParenthesis;
            if (kept == Kept.All || !cast.IsInside && (kept == Kept.Parentheses || !isParenthesis))
            {
                Append(normal, token.Kind, part);
            }
        }

        return normal.ToString();
    }

    private static void Append(StringBuilder normal, SqlTokenKind kind, ReadOnlySpan<char> part)
    {
        normal.Append(' ');
        if (kind == SqlTokenKind.Word)
        {
            normal.Append(part.ToString().ToLowerInvariant());
        }
        else
        {
            normal.Append(part);
        }
    }
}
