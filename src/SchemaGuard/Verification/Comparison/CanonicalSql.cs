using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The canonical form of SQL that a server has written, in which two texts are equal only if they mean the same. Expressions have
/// parentheses as their operators bind, and no others. What is not an expression, such as the clauses of a query, stays as it is, token by
/// token. Never fails.
/// </summary>
internal sealed class CanonicalSql : SqlPieceReader
{
    // Deeper nesting is compared as written.
    private const int DeepestNesting = 200;

    private readonly LexicalRules _rules;
    private int _depth;
    private bool _isOneOfMany;

    private CanonicalSql(IReadOnlyList<SqlPiece> pieces, LexicalRules rules)
        : base(pieces) => _rules = rules;

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

    /// <summary>Reads expressions and what separates them, up to the closing token.</summary>
    private List<SqlNode> Items(bool isCase)
    {
        var items = new List<SqlNode>();
        while (!IsAtEnd && !Closes && !(isCase && Peek().Is("end")))
        {
            items.Add(IsDivider() ? new SqlNode(Take().Text) : Expression(0));
        }

        return items;
    }

    private bool IsDivider() => Peek().Kind is SqlTokenKind.Comma or SqlTokenKind.Semicolon || SqlBinding.IsClause(Peek(), Peek(1));

    private SqlNode Expression(int weakest)
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

    private SqlNode Operand()
    {
        var (piece, next) = (Peek(), Peek(1));
        var isOneOfMany = _isOneOfMany && (Opens || piece.Is("array"));
        _isOneOfMany = isOneOfMany;
        if (IsAtEnd || Closes || IsDivider())
        {
            return new SqlNode("");
        }

        return piece.Kind switch
        {
            SqlTokenKind.OpenParenthesis => Group(),
            SqlTokenKind.String or SqlTokenKind.DollarString => new SqlNode(Take().Text) { IsString = true, IsConstant = true },
            SqlTokenKind.Number => new SqlNode(Take().Text) { IsConstant = true },
            SqlTokenKind.Operator => Prefix(),
            SqlTokenKind.Word when piece.Is("not") => Not(),
            SqlTokenKind.Word when piece.Is("case") => Case(),
            SqlTokenKind.Word when piece.Is("array") && next.IsOperator("[") => Array(isOneOfMany),
            SqlTokenKind.Word when piece.Is("interval") && !_rules.CustomOperators => Interval(),
            SqlTokenKind.Word or SqlTokenKind.QuotedName => Name(),
            _ => new SqlNode(Take().Text),
        };
    }

    private SqlNode Not()
    {
        Skip(1);
        return SqlNode.Single($"not {Expression(SqlBinding.Not).Text}");
    }

    private SqlNode Prefix()
    {
        var sign = Take().Text;
        var isSign = sign is "-" or "+" or "~" or "!" || _rules.CustomOperators && sign is not ("*" or "[" or ":" or "=" or "::");
        if (!isSign || IsAtEnd || Closes || IsDivider() || Peek().Is("with"))
        {
            return new SqlNode(sign);
        }

        var operand = Expression(sign is "-" or "+" || !_rules.CustomOperators ? SqlBinding.Sign : SqlBinding.Match + 2);
        return SqlNode.Single($"{sign} {operand.Text}") with { IsConstant = operand.IsConstant };
    }

    private SqlNode Case()
    {
        Skip(1);
        var items = Items(isCase: true);
        var end = TakeIf("end") ? " end" : "";
        return SqlNode.Single($"case {string.Join(' ', items.Select(item => item.Text))}{end}");
    }

    private SqlNode Array(bool isOneOfMany)
    {
        Skip(2);
        _isOneOfMany = false;
        var items = Items(isCase: false);
        TakeClosing();
        var elements = items.FindAll(item => item.Text != ",");
        return elements.Count > 0 && items.Count != elements.Count * 2 - 1
            ? new SqlNode($"array[{string.Join(' ', items.Select(item => item.Text))}]")
            : SqlNode.Array(elements, isOneOfMany);
    }

    /// <summary>Reads an interval, which MySQL adds to a time: a number and its unit.</summary>
    private SqlNode Interval()
    {
        Skip(1);
        var count = Expression(SqlBinding.Comparison + 1);
        return SqlNode.Single($"interval {count.Text} {(Peek().Kind == SqlTokenKind.Word ? Take().Text : "")}");
    }

    /// <summary>
    /// Reads a name with what belongs to it: its qualifiers, arguments, window and filter, or a literal if the name is that of a type.
    /// </summary>
    private SqlNode Name()
    {
        var text = Take().Text;
        text += Qualified();
        if (Peek().Kind == SqlTokenKind.String)
        {
            return new SqlNode($"{text} {Take().Text}") { IsConstant = true };
        }

        if (!Opens)
        {
            return new SqlNode(text);
        }

        _isOneOfMany = text.ToLowerInvariant() is "any" or "all" or "some";
        text += Arguments() + Qualified();
        while (Peek().Is("over") || Peek().Is("filter") || Peek().Is("within"))
        {
            text +=
                " "
                + Take().Text
                + (TakeIf("group") ? " group " : " ")
                + (
                    Opens ? Arguments()
                    : IsAtEnd || Closes ? ""
                    : Take().Text
                );
        }

        return new SqlNode(text);
    }

    private string Arguments()
    {
        Skip(1);
        return $"({Rest(")")}";
    }

    private string Rest(string closing)
    {
        var items = Items(isCase: false);
        TakeClosing();
        return string.Join(' ', items.Select(item => item.Text)) + closing;
    }

    /// <summary>
    /// Reads the contents of parentheses. Around a single expression they mean nothing, unless a part of it is named after them.
    /// </summary>
    private SqlNode Group()
    {
        Skip(1);
        var items = Items(isCase: false);
        TakeClosing();
        if (items is [var only] && Peek().Kind != SqlTokenKind.Dot)
        {
            return only;
        }

        var text = string.Join(' ', items.Select(item => item.Text));
        return new SqlNode($"({text}){Qualified()}");
    }

    /// <summary>Reads the name of a type, as in <c>character varying(20)[]</c>.</summary>
    private string Type()
    {
        if (IsAtEnd || Closes)
        {
            return "";
        }

        var type = Take().Text;
        type += Qualified();
        type += TypeWords();
        type += Opens ? Arguments() : "";
        type += TypeWords();
        while (Peek().IsOperator("["))
        {
            Skip(1);
            type += "[" + Rest("]");
        }

        return type;
    }
}
