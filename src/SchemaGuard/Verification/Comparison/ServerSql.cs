using System.Text.RegularExpressions;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The comparison of SQL that servers write about their objects. A restored dump or another version moves casts to a text type and sets
/// different parentheses.
/// </summary>
internal static partial class ServerSql
{
    /// <summary>
    /// Determines whether two texts mean the same, and differ only in layout, redundant parentheses, casts to a text type and the case of
    /// words.
    /// </summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    /// <param name="rules">The rules by which the texts are divided into tokens.</param>
    /// <param name="caseCounts">Whether words are names in which case counts.</param>
    public static bool IsAlike(string left, string right, LexicalRules rules, bool caseCounts = false) =>
        Canonical(left, rules, caseCounts) == Canonical(right, rules, caseCounts);

    /// <summary>
    /// Determines whether two defaults mean the same. A number is the same with and without a type, because the column has its own.
    /// </summary>
    public static bool IsAlikeDefault(string left, string right, LexicalRules rules) =>
        PlainNumber(Canonical(left, rules)) == PlainNumber(Canonical(right, rules));

    private static string PlainNumber(string text) =>
        Number().Match(text.StartsWith("(- ", StringComparison.Ordinal) && text[^1] == ')' ? "-" + text[3..^1] : text)
            is { Success: true, Groups: var groups }
            ? groups["number"].Value
            : text;

    [GeneratedRegex(
        @"^(?:(?<quote>')?(?<number>-?[0-9]+)(?(quote)')::(?:smallint|integer|bigint)|"
            + @"(?<quote>')?(?<number>-?[0-9]+(?:\.[0-9]+)?)(?(quote)')::(?:numeric|real|double precision)|(?<number>-?[0-9]+(?:\.[0-9]+)?))$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Number();

    /// <summary>Determines whether two texts are the same except for layout and the case of words.</summary>
    public static bool IsSame(string left, string right, LexicalRules rules) =>
        Pieces(left, rules, keepsHints: false, caseCounts: false).SequenceEqual(Pieces(right, rules, keepsHints: false, caseCounts: false));

    /// <summary>Returns the canonical form of a text, in which texts with the same meaning are equal.</summary>
    public static string Canonical(string text, LexicalRules rules, bool caseCounts = false) =>
        CanonicalSql.Of(Pieces(text, rules, keepsHints: false, caseCounts), rules);

    /// <summary>
    /// Finds what may be a name in a text: words, quoted names, and literals that are names, as in <c>nextval('numbers'::regclass)</c>,
    /// with or without their schema.
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

    /// <summary>
    /// Determines whether two texts have the same tokens, so that only layout and comments differ. Hints to the optimizer do not count as
    /// comments.
    /// </summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another.</param>
    /// <param name="rules">The rules of the dialect.</param>
    /// <param name="words">The comparer of tokens; without it, they are compared as written.</param>
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

        // A terminator means nothing at the end of a text: some clients send it with the last statement.
        while (pieces is [.., { Text: ";" }])
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return pieces;
    }
}
