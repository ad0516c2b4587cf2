using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A tracker of SQLite triggers. As in <c>sqlite3_complete</c>, END closes the body only as a statement of its own, so CASE expressions and
/// columns named <c>end</c> need not be tracked.
/// </summary>
internal struct TriggerBodyTracker
{
    private Form _form;
    private bool _hasBody;
    private int _tokensOfInner;
    private bool _innerStartsWithEnd;

    private enum Form
    {
        Head,
        Create,
        Plain,
        Trigger,
    }

    /// <summary>Processes the next significant token.</summary>
    public void Take(SqlToken token, ReadOnlySpan<char> text)
    {
        if (_form == Form.Plain)
        {
            return;
        }

        if (_form != Form.Trigger)
        {
            TakeHead(token, text);
            return;
        }

        bool isWord = token.Kind == SqlTokenKind.Word;
        if (!_hasBody)
        {
            _hasBody = isWord && Keyword.Is(token.In(text), "BEGIN");
            return;
        }

        _innerStartsWithEnd |= _tokensOfInner == 0 && isWord && Keyword.Is(token.In(text), "END");
        _tokensOfInner++;
    }

    /// <summary>Processes a semicolon.</summary>
    /// <returns>Whether it ends the whole statement.</returns>
    public bool TakeSemicolon()
    {
        bool ends = _form != Form.Trigger || !_hasBody || (_innerStartsWithEnd && _tokensOfInner == 1);
        _tokensOfInner = 0;
        _innerStartsWithEnd = false;
        return ends;
    }

    private void TakeHead(SqlToken token, ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        ReadOnlySpan<char> upper = token.Kind == SqlTokenKind.Word ? Keyword.Upper(token.In(text), buffer) : [];
        _form = upper switch
        {
            "EXPLAIN" or "QUERY" or "PLAN" when _form == Form.Head => Form.Head,
            "CREATE" when _form == Form.Head => Form.Create,
            "TEMP" or "TEMPORARY" when _form == Form.Create => Form.Create,
            "TRIGGER" when _form == Form.Create => Form.Trigger,
            _ => Form.Plain,
        };
    }
}
