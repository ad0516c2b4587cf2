using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The canonical form of SQL that a server has written, in which two texts are equal only if they mean the same. Expressions have
/// parentheses as their operators bind, and no others. What is not an expression, such as the clauses of a query, stays as it is, token by
/// token. Never fails.
/// </summary>
internal sealed class CanonicalSql : SqlOperandReader
{
    // Deeper nesting is compared as written.
    private const int DeepestNesting = 200;

    private readonly LexicalRules _rules;
    private int _depth;

    private CanonicalSql(IReadOnlyList<SqlPiece> pieces, LexicalRules rules)
        : base(pieces, rules) => _rules = rules;

    /// <summary>Returns the canonical form of a text.</summary>
    public static string Of(IReadOnlyList<SqlPiece> pieces, LexicalRules rules)
    {
        var reader = new CanonicalSql(pieces, rules);
        var parts = new List<string>();
        while (!reader.IsAtEnd)
        {
            parts.AddRange(reader.Items(isCase: false).Select(item => item.Text));
            if (!reader.IsAtEnd)
            {
                // A closing parenthesis or bracket without an opening one.
                parts.Add(reader.Take().Text);
            }
        }

        return string.Join(' ', parts);
    }

    protected override SqlNode Expression(int weakest)
    {
        if (++_depth > DeepestNesting)
        {
            _depth--;
            return IsAtEnd ? new SqlNode("") : new SqlNode(Take().Text);
        }

        var left = Operand();
        while (!IsAtEnd && SqlBinding.Of(Peek(), Peek(1), _rules) is var binding && binding != SqlBinding.None && binding >= weakest)
        {
            left = Infix(left, binding);
        }

        _depth--;
        return left;
    }

    private SqlNode Infix(SqlNode left, int binding)
    {
        var isNot = TakeIf("not");
        var piece = Take();
        var word = piece.Text.ToLowerInvariant();
        var node = word switch
        {
            "::" => left.As(Type()),
            "[" => new SqlNode($"{left.Text}[{Rest("]")}"),
            "is" => Is(left),
            "isnull" or "notnull" => SqlNode.Single($"{left.Text} {word}"),
            "in" when Opens => In(left),
            "between" => Between(left),
            "like" or "ilike" or "similar" or "regexp" or "rlike" => Like(left, word + (TakeIf("to") ? " to" : "")),
            "at" => AtTimeZone(left),
            "operator" when piece.Kind == SqlTokenKind.Word => SqlNode.Infix(left, $"operator{Arguments()}", Expression(binding + 1)),
            "&&" or "||" when !_rules.CustomOperators => SqlNode.Infix(left, word == "&&" ? "and" : "or", Expression(binding + 1)),
            "!=" => SqlNode.Infix(left, "<>", Expression(binding + 1)),
            _ => SqlNode.Infix(left, word, Expression(binding + 1)),
        };
        return isNot ? SqlNode.Single($"not {node.Text}") : node;
    }

    private SqlNode Is(SqlNode left)
    {
        var word = TakeIf("not") ? "is not" : "is";
        if (Peek().Is("distinct") && Peek(1).Is("from"))
        {
            Skip(2);
            return SqlNode.Infix(left, $"{word} distinct from", Expression(SqlBinding.Comparison));
        }

        return SqlNode.Single($"{left.Text} {word} {(IsAtEnd || Closes ? "" : Take().Text)}");
    }

    private SqlNode In(SqlNode left)
    {
        Skip(1);
        var items = Items(isCase: false);
        TakeClosing();
        var elements = items.FindAll(item => item.Text != ",");
        var isList = items.Count == elements.Count * 2 - 1;
        var list = isList
            ? string.Join(" , ", SqlNode.InAnyOrder(elements).Select(item => item.Text))
            : string.Join(' ', items.Select(item => item.Text));
        return SqlNode.Single($"{left.Text} in ({list})");
    }

    private SqlNode Between(SqlNode left)
    {
        var word = TakeIf("symmetric") ? "between symmetric" : "between";
        var low = Expression(SqlBinding.Match + 1);
        return TakeIf("and")
            ? SqlNode.Single($"{left.Text} {word} {low.Text} and {Expression(SqlBinding.Match + 1).Text}")
            : SqlNode.Infix(left, word, low);
    }

    private SqlNode Like(SqlNode left, string word)
    {
        var pattern = Expression(SqlBinding.Match + 1);
        var escape = TakeIf("escape") ? $" escape {Expression(SqlBinding.Match + 1).Text}" : "";
        return SqlNode.Single($"{left.Text} {word} {pattern.Text}{escape}");
    }

    private SqlNode AtTimeZone(SqlNode left)
    {
        Skip(1);
        return SqlNode.Infix(left, TakeIf("zone") ? "at time zone" : "at time", Expression(SqlBinding.Sign - 3));
    }
}
