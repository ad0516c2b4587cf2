using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A tracker of PostgreSQL statements that contain others: routines with a <c>BEGIN ATOMIC … END</c> body, in which only CASE expressions
/// nest, and <c>CREATE RULE … DO (a; b)</c>.
/// </summary>
internal struct AtomicBodyTracker
{
    private Form _form;
    private int _depth;
    private bool _isNameNext;
    private bool _afterBegin;

    private enum Form
    {
        Head,
        Create,
        Plain,
        Routine,
        Rule,
    }

    /// <summary>Gets whether a semicolon here ends the statement.</summary>
    public readonly bool EndsAtSemicolon => _depth == 0;

    /// <summary>Processes the next significant token.</summary>
    public void Take(SqlToken token, ReadOnlySpan<char> text)
    {
        if (_form == Form.Plain)
        {
            return;
        }

        if (_form == Form.Rule)
        {
            TakeParenthesis(token.Kind);
            return;
        }

        bool isName = _isNameNext;
        _isNameNext = token.Kind == SqlTokenKind.Dot;
        if (token.Kind == SqlTokenKind.Word && !isName)
        {
            TakeWord(token.In(text));
        }
        else
        {
            _afterBegin = false;
        }
    }

    private void TakeWord(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        ReadOnlySpan<char> upper = Keyword.Upper(word, buffer);
        if (_form == Form.Routine)
        {
            TakeWordOfRoutine(upper);
            return;
        }

        _form = upper switch
        {
            "CREATE" when _form == Form.Head => Form.Create,
            "OR" or "REPLACE" when _form == Form.Create => Form.Create,
            "FUNCTION" or "PROCEDURE" when _form == Form.Create => Form.Routine,
            "RULE" when _form == Form.Create => Form.Rule,
            _ => Form.Plain,
        };
    }

    private void TakeWordOfRoutine(ReadOnlySpan<char> upper)
    {
        bool opensBody = _afterBegin && _depth == 0 && upper is "ATOMIC";
        _afterBegin = upper is "BEGIN";

        // After AS any word is a label, even END and CASE.
        _isNameNext = upper is "AS";
        _depth += upper switch
        {
            _ when opensBody => 1,
            "CASE" when _depth > 0 => 1,
            "END" when _depth > 0 => -1,
            _ => 0,
        };
    }

    private void TakeParenthesis(SqlTokenKind kind) =>
        _depth += kind switch
        {
            SqlTokenKind.OpenParenthesis => 1,
            SqlTokenKind.CloseParenthesis when _depth > 0 => -1,
            _ => 0,
        };
}
