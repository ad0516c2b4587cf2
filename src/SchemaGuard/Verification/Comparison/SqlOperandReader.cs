using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>A reader of the operands of expressions. What joins them is read by a reader of whole expressions.</summary>
internal abstract class SqlOperandReader(IReadOnlyList<SqlPiece> pieces, LexicalRules rules) : SqlPieceReader(pieces)
{
    private bool _isOneOfMany;

    /// <summary>Reads an operand and the operators after it that bind at least this strongly.</summary>
    protected abstract SqlNode Expression(int weakest);

    /// <summary>Reads expressions and what separates them, up to the closing token.</summary>
    protected List<SqlNode> Items(bool isCase)
    {
        var items = new List<SqlNode>();
        while (!IsAtEnd && !Closes && !(isCase && Peek().Is("end")))
        {
            items.Add(IsDivider() ? new SqlNode(Take().Text) : Expression(0));
        }

        return items;
    }

    private bool IsDivider() => Peek().Kind is SqlTokenKind.Comma or SqlTokenKind.Semicolon || SqlBinding.IsClause(Peek(), Peek(1));

    /// <summary>Reads what an operator may join: a literal, a name with its arguments, a group, or an operator with a single operand.</summary>
    protected SqlNode Operand()
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
            SqlTokenKind.Word when piece.Is("interval") && !rules.CustomOperators => Interval(),
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
        var isSign = sign is "-" or "+" or "~" or "!" || rules.CustomOperators && sign is not ("*" or "[" or ":" or "=" or "::");
        if (!isSign || IsAtEnd || Closes || IsDivider() || Peek().Is("with"))
        {
            return new SqlNode(sign);
        }

        var operand = Expression(sign is "-" or "+" || !rules.CustomOperators ? SqlBinding.Sign : SqlBinding.Match + 2);
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

    /// <summary>Reads arguments in parentheses.</summary>
    protected string Arguments()
    {
        Skip(1);
        return $"({Rest(")")}";
    }

    /// <summary>Reads the items up to a closing token.</summary>
    protected string Rest(string closing)
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
    protected string Type()
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
