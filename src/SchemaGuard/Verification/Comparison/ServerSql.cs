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
        Normalize(left, rules, isWhole: false).Equals(Normalize(right, rules, isWhole: false), StringComparison.Ordinal);

    /// <summary>Says whether two texts are the same but for layout and the case of words.</summary>
    public static bool IsSame(string left, string right, LexicalRules rules) =>
        Normalize(left, rules, isWhole: true).Equals(Normalize(right, rules, isWhole: true), StringComparison.Ordinal);

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
                || token.Kind == SqlTokenKind.String && part.Contains(name, StringComparison.OrdinalIgnoreCase)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static string Normalize(string text, LexicalRules rules, bool isWhole)
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
            if (isWhole || !cast.IsInside && token.Kind is not (SqlTokenKind.OpenParenthesis or SqlTokenKind.CloseParenthesis))
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
