using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The binding strength of the operators of SQL, and the words that are not operands.</summary>
internal static class SqlBinding
{
    public const int None = -1;
    public const int Not = 16;
    public const int Comparison = 20;
    public const int Match = 22;
    public const int Sign = 36;

    /// <summary>The words that begin or separate clauses. Parentheses after one of them do not enclose arguments.</summary>
    private static readonly HashSet<string> ClauseWords = new(
        (
            "select from where having group order by limit offset fetch union except intersect window on using as when then else distinct check "
            + "join inner left right full cross natural straight_join lateral with recursive default return returning set "
            + "if elseif elsif while until for"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The words that continue the name of a type.</summary>
    public static readonly HashSet<string> TypeWords = new(
        ["varying", "precision", "with", "without", "time", "zone", "year", "month", "day", "hour", "minute", "second", "to"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> Functions = new(["if", "left", "right", "default"], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, int> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["or"] = 10,
        ["xor"] = 12,
        ["and"] = 14,
        ["is"] = 18,
        ["isnull"] = 18,
        ["notnull"] = 18,
        ["like"] = Match,
        ["ilike"] = Match,
        ["similar"] = Match,
        ["regexp"] = Match,
        ["rlike"] = Match,
        ["between"] = Match,
        ["in"] = Match,
        ["div"] = 28,
        ["mod"] = 28,
        ["at"] = 32,
        ["collate"] = 34,
    };

    private static readonly Dictionary<string, int> Signs = new(StringComparer.Ordinal)
    {
        [":="] = 4,
        ["=>"] = 4,
        ["="] = Comparison,
        ["<"] = Comparison,
        [">"] = Comparison,
        ["<="] = Comparison,
        [">="] = Comparison,
        ["<>"] = Comparison,
        ["!="] = Comparison,
        ["+"] = 26,
        ["-"] = 26,
        ["*"] = 28,
        ["/"] = 28,
        ["%"] = 28,
        ["^"] = 30,
        ["["] = 38,
        ["::"] = 40,
    };

    // MySQL and MariaDB rank their bit operators, and have signs for OR and AND.
    private static readonly Dictionary<string, int> FixedSigns = new(StringComparer.Ordinal)
    {
        ["||"] = 10,
        ["&&"] = 14,
        ["<=>"] = Comparison,
        ["|"] = 23,
        ["&"] = 24,
        ["<<"] = 25,
        [">>"] = 25,
        ["->"] = 38,
        ["->>"] = 38,
    };

    /// <summary>Determines whether a word begins or separates clauses where an operand could be.</summary>
    public static bool IsClause(SqlPiece piece, SqlPiece next) =>
        piece.IsOneOf(ClauseWords) && !(piece.IsOneOf(Functions) && next.Kind == SqlTokenKind.OpenParenthesis);

    /// <summary>Returns how strongly what follows an operand binds it; <see cref="None"/> if it is not an operator.</summary>
    public static int Of(SqlPiece piece, SqlPiece next, LexicalRules rules) =>
        piece.Kind switch
        {
            SqlTokenKind.Word when piece.Is("not") => Words.TryGetValue(next.Text, out var bound) && bound == Match ? Match : None,
            SqlTokenKind.Word when piece.Is("similar") => next.Is("to") ? Match : None,
            SqlTokenKind.Word when piece.Is("at") => next.Is("time") ? Words["at"] : None,
            SqlTokenKind.Word when piece.Is("operator") => next.Kind == SqlTokenKind.OpenParenthesis ? 24 : None,
            SqlTokenKind.Word => Words.GetValueOrDefault(piece.Text, None),
            SqlTokenKind.Operator => OfSign(piece.Text, rules),
            _ => None,
        };

    private static int OfSign(string text, LexicalRules rules) =>
        Signs.TryGetValue(text, out var binding) ? binding
        : !rules.CustomOperators ? FixedSigns.GetValueOrDefault(text, None)
        : text is "]" or ":" or "{" or "}" ? None
        : 24;
}
