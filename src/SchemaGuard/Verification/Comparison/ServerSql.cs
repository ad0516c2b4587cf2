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

    /// <summary>Says whether two texts are the same but for layout, casts and parentheses that say nothing: others may carry meaning, so that without them nothing is certain.</summary>
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

    /// <summary>Says whether two texts have the same tokens, so that only layout and comments are different. Hints to the optimizer are no comments.</summary>
    public static bool HasSameTokens(string left, string right, LexicalRules rules) =>
        Pieces(left, rules, Kept.Hints)
            .Select(piece => piece.Text)
            .SequenceEqual(Pieces(right, rules, Kept.Hints).Select(piece => piece.Text), StringComparer.Ordinal);

    /// <summary>Tells what is left of a text to compare it.</summary>
    private enum Kept
    {
        Words,
        Parentheses,
        All,
        Hints,
    }

    private static string Normalize(string text, LexicalRules rules, Kept kept)
    {
        var pieces = Pieces(text, rules, kept);
        var normal = new StringBuilder(text.Length);
        foreach (var piece in kept == Kept.Parentheses ? Parentheses.Reduce(pieces) : pieces)
        {
            normal.Append(' ').Append(piece.Kind == SqlTokenKind.Word ? piece.Text.ToLowerInvariant() : piece.Text);
        }

        return normal.ToString();
    }

    private static List<Parentheses.Piece> Pieces(string text, LexicalRules rules, Kept kept)
    {
        var pieces = new List<Parentheses.Piece>();
        var lexer = new SqlLexer(text, rules);
        var cast = CastState.None;
        while (lexer.Next(out var token))
        {
            var part = token.In(text);
            if (token.IsTrivia && !(kept == Kept.Hints && part.StartsWith("/*+")))
            {
                continue;
            }

            cast = cast.After(token.Kind, part, TypeWords);
            var isParenthesis = token.Kind is SqlTokenKind.OpenParenthesis or SqlTokenKind.CloseParenthesis;
            if (kept is Kept.All or Kept.Hints || !cast.IsInside && (kept == Kept.Parentheses || !isParenthesis))
            {
                pieces.Add(new Parentheses.Piece(token.Kind, part.ToString()));
            }
        }

        // What ends a statement says nothing at the end of a text: some clients send it with the last one.
        while (pieces is [.., { Text: ";" }])
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return pieces;
    }
}
