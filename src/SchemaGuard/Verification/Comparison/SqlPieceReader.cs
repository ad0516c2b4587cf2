using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>A reader of the tokens of a text.</summary>
internal abstract class SqlPieceReader(IReadOnlyList<SqlPiece> pieces)
{
    private static readonly SqlPiece End = new(SqlTokenKind.Blank, "");
    private int _next;

    protected bool IsAtEnd => _next >= pieces.Count;

    protected bool Closes => Peek().Kind == SqlTokenKind.CloseParenthesis || Peek().IsOperator("]");

    protected bool Opens => Peek().Kind == SqlTokenKind.OpenParenthesis;

    protected SqlPiece Peek(int ahead = 0) => _next + ahead < pieces.Count ? pieces[_next + ahead] : End;

    protected SqlPiece Take() => pieces[_next++];

    protected void Skip(int count) => _next += count;

    protected void TakeClosing() => Skip(Closes ? 1 : 0);

    protected bool TakeIf(string word)
    {
        var isThere = Peek().Is(word);
        Skip(isThere ? 1 : 0);
        return isThere;
    }

    /// <summary>Reads the names after dots.</summary>
    protected string Qualified()
    {
        var text = "";
        while (Peek().Kind == SqlTokenKind.Dot && Peek(1).Text.Length > 0)
        {
            Skip(1);
            text += "." + (Closes ? "" : Take().Text);
        }

        return text;
    }

    /// <summary>Reads the words that continue the name of a type.</summary>
    protected string TypeWords()
    {
        var text = "";
        while (
            Peek().IsOneOf(SqlBinding.TypeWords)
            && (!Peek().Text.StartsWith("with", StringComparison.OrdinalIgnoreCase) || Peek(1).Is("time"))
        )
        {
            text += " " + Take().Text.ToLowerInvariant();
        }

        return text;
    }
}
