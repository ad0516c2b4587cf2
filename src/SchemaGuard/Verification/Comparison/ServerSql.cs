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

    /// <summary>
    /// Finds what may be a name in a text: words, names in quotes, and literals that are names, as in <c>nextval('numbers'::regclass)</c>, with their
    /// schema or without.
    /// </summary>
    public static HashSet<string> NamesIn(string text, LexicalRules rules)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var lexer = new SqlLexer(text, rules);
        while (lexer.Next(out var token))
        {
            var part = token.In(text);
            switch (token.Kind)
            {
                case SqlTokenKind.Word:
                    names.Add(part.ToString());
                    break;
                case SqlTokenKind.QuotedName:
                    names.Add(SqlName.Unquote(part).ToString());
                    break;
                case SqlTokenKind.String:
                    AddLiteral(names, part.Trim('\''));
                    break;
                default:
                    break;
            }
        }

        return names;
    }

    private static void AddLiteral(HashSet<string> names, ReadOnlySpan<char> literal)
    {
        names.Add(literal.ToString());
        for (var dot = literal.LastIndexOf('.'); dot >= 0; dot = literal[..dot].LastIndexOf('.'))
        {
            names.Add(literal[(dot + 1)..].ToString());
        }
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
