using System.Text.RegularExpressions;
using SchemaGuard.Scripts;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// Compares SQL that servers write about their objects. A dump that was restored, or another version, moves casts to a text and sets other parentheses.
/// </summary>
internal static partial class ServerSql
{
    /// <summary>Determines whether two texts mean the same: they are alike but for layout, redundant parentheses, casts to a text and the case of words.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    /// <param name="rules">How the texts fall into tokens.</param>
    /// <param name="caseCounts">Whether words are names as they are, in which case counts.</param>
    public static bool IsAlike(string left, string right, LexicalRules rules, bool caseCounts = false) =>
        Canonical(left, rules, caseCounts) == Canonical(right, rules, caseCounts);

    /// <summary>Determines whether two defaults mean the same: a number is the same with its type and without, since the column has its own.</summary>
    public static bool IsAlikeDefault(string left, string right, LexicalRules rules) =>
        PlainNumber(Canonical(left, rules)) == PlainNumber(Canonical(right, rules));

    private static string PlainNumber(string text) =>
        Number().Match(text.StartsWith("(- ", StringComparison.Ordinal) && text[^1] == ')' ? "-" + text[3..^1] : text)
            is { Success: true, Groups: var groups }
            ? groups["number"].Value
            : text;

    [GeneratedRegex(
        @"^(?:(?<quote>')?(?<number>-?[0-9]+)(?(quote)')::(?:smallint|integer|bigint)|(?<quote>')?(?<number>-?[0-9]+(?:\.[0-9]+)?)(?(quote)')::(?:numeric|real|double precision)|(?<number>-?[0-9]+(?:\.[0-9]+)?))$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Number();

    /// <summary>Determines whether two texts are the same but for layout and the case of words.</summary>
    public static bool IsSame(string left, string right, LexicalRules rules) =>
        Pieces(left, rules, keepsHints: false, caseCounts: false).SequenceEqual(Pieces(right, rules, keepsHints: false, caseCounts: false));

    /// <summary>Returns a text in the form in which those that mean the same are the same.</summary>
    public static string Canonical(string text, LexicalRules rules, bool caseCounts = false) =>
        CanonicalSql.Of(Pieces(text, rules, keepsHints: false, caseCounts), rules);

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

    /// <summary>Determines whether two texts have the same tokens, so that only layout and comments are different. Hints to the optimizer are no comments.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another.</param>
    /// <param name="rules">The rules of the dialect.</param>
    /// <param name="words">How tokens are compared; as they are written where it is left out.</param>
    public static bool HasSameTokens(string left, string right, LexicalRules rules, IEqualityComparer<string>? words = null) =>
        Pieces(left, rules, keepsHints: true, caseCounts: true)
            .Select(piece => piece.Text)
            .SequenceEqual(Pieces(right, rules, keepsHints: true, caseCounts: true).Select(piece => piece.Text), words);

    private static List<SqlPiece> Pieces(string text, LexicalRules rules, bool keepsHints, bool caseCounts)
    {
        var pieces = new List<SqlPiece>();
        var lexer = new SqlLexer(text, rules);
        while (lexer.Next(out var token))
        {
            var part = token.In(text);
            if (!token.IsTrivia || keepsHints && part.StartsWith("/*+"))
            {
                var written = part.ToString();
                pieces.Add(new SqlPiece(token.Kind, token.Kind == SqlTokenKind.Word && !caseCounts ? written.ToLowerInvariant() : written));
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
