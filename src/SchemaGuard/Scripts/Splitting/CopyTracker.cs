using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>A tracker that follows one statement and determines whether it is a <c>COPY … FROM STDIN</c>.</summary>
internal struct CopyTracker
{
    private bool _isOther;
    private bool _isCopy;
    private bool _afterFrom;
    private int _depth;

    /// <summary>Gets whether the statement reads its data from the lines after it.</summary>
    public bool ReadsStandardInput { get; private set; }

    /// <summary>Processes the next token.</summary>
    public void Take(SqlToken token, ReadOnlySpan<char> text)
    {
        if (_isOther || token.IsTrivia)
        {
            return;
        }

        ReadOnlySpan<char> word = token.Kind == SqlTokenKind.Word ? token.In(text) : [];
        if (!_isCopy)
        {
            _isCopy = Keyword.Is(word, "COPY");
            _isOther = !_isCopy;
            return;
        }

        _depth += token.Kind switch
        {
            SqlTokenKind.OpenParenthesis => 1,
            SqlTokenKind.CloseParenthesis => -1,
            _ => 0,
        };
        ReadsStandardInput |= _afterFrom && Keyword.Is(word, "STDIN");
        _afterFrom = _depth == 0 && Keyword.Is(word, "FROM");
    }
}
