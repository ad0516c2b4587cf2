using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A tracker of MySQL and MariaDB statements with a body. It distinguishes statements from expressions by position: IF, REPEAT, CASE and
/// END are block words only where a statement may begin, so functions, CASE expressions and columns of these names do not count.
/// </summary>
internal struct StoredProgramTracker
{
    private StoredProgramHead _head;
    private Place _place;
    private Inner _inner;
    private int _depth;
    private int _caseDepth;
    private int _parenthesisDepth;
    private bool _isNameNext;
    private bool _mayBeLabel;

    private enum Place
    {
        Head,
        BodyExpected,
        StatementStart,
        InStatement,
        AfterEnd,
    }

    // What later words can do, given the inner statement's first word.
    private enum Inner
    {
        Other,
        Condition,
        LoopHeader,
        Until,
        Declare,
        Handler,
    }

    /// <summary>Processes the next significant token.</summary>
    public void Take(SqlToken token, ReadOnlySpan<char> text)
    {
        if (_head.IsPlain)
        {
            return;
        }

        bool isName = _isNameNext;
        _isNameNext = token.Kind == SqlTokenKind.Dot || (token.Kind == SqlTokenKind.Operator && token.In(text) is "@");
        if (_place == Place.Head)
        {
            TakeHead(token, text);
        }
        else if (token.Kind == SqlTokenKind.Word && !isName && _parenthesisDepth == 0)
        {
            TakeWord(token.In(text));
        }
        else
        {
            TakeMark(token, text);
        }
    }

    /// <summary>Processes a semicolon.</summary>
    /// <returns>Whether it ends the whole statement.</returns>
    public bool TakeSemicolon()
    {
        if (_head.IsPlain || _depth == 0)
        {
            return true;
        }

        // No statement of a body has a semicolon in parentheses or in an expression: a mistake in one does not affect the next.
        _parenthesisDepth = 0;
        _caseDepth = 0;
        _place = Place.StatementStart;
        return false;
    }

    private void TakeHead(SqlToken token, ReadOnlySpan<char> text)
    {
        switch (_head.Take(token, text))
        {
            case StoredProgramHead.Step.BodyExpected:
                _place = Place.BodyExpected;
                break;
            case StoredProgramHead.Step.StatementBegins:
                _place = Place.StatementStart;
                TakeWord(token.In(text));
                break;
            case StoredProgramHead.Step.BlockBegins:
                _depth = 1;
                _place = Place.StatementStart;
                break;
        }
    }

    private void TakeMark(SqlToken token, ReadOnlySpan<char> text)
    {
        switch (token.Kind)
        {
            case SqlTokenKind.OpenParenthesis:
                _parenthesisDepth++;
                break;
            case SqlTokenKind.CloseParenthesis when _parenthesisDepth > 0:
                _parenthesisDepth--;
                break;
            case SqlTokenKind.Operator when _mayBeLabel && token.In(text) is ":":
                _place = Place.StatementStart;
                return;
            case SqlTokenKind.ExecutableStart or SqlTokenKind.ExecutableEnd:
                return;
        }

        bool beginsStatement = _place is Place.StatementStart or Place.BodyExpected;
        _mayBeLabel = beginsStatement && token.Kind == SqlTokenKind.QuotedName;
        if (_place == Place.StatementStart)
        {
            _place = Place.InStatement;
            _inner = Inner.Other;
        }
    }

    private void TakeWord(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        ReadOnlySpan<char> upper = Keyword.Upper(word, buffer);
        _mayBeLabel = _place is Place.StatementStart or Place.BodyExpected;
        switch (_place)
        {
            case Place.BodyExpected:
                TakeCharacteristic(upper);
                break;
            case Place.StatementStart:
                BeginInner(upper);
                break;
            case Place.InStatement:
                ContinueInner(upper);
                break;
        }
    }

    // Between a routine's parameters and its body: DETERMINISTIC, COMMENT '…', RETURNS type, SQL SECURITY …
    private void TakeCharacteristic(ReadOnlySpan<char> upper)
    {
        if (upper is "RETURNS")
        {
            // The type may be SET(…), but SET may also begin a body.
            _isNameNext = true;
        }
        else if (IsBlockOpener(upper) || upper is "FOR" || IsSimpleStatement(upper))
        {
            BeginInner(upper);
        }
    }

    private void BeginInner(ReadOnlySpan<char> upper)
    {
        _inner = upper switch
        {
            "IF" or "CASE" or "WHEN" or "ELSEIF" => Inner.Condition,
            "WHILE" or "FOR" => Inner.LoopHeader,
            "UNTIL" => Inner.Until,
            "DECLARE" => Inner.Declare,
            _ => Inner.Other,
        };
        _place = upper switch
        {
            "BEGIN" or "LOOP" or "REPEAT" or "ELSE" or "NOT" or "ATOMIC" => Place.StatementStart,
            "END" => Place.AfterEnd,
            _ => Place.InStatement,
        };
        if (IsBlockOpener(upper) || upper is "FOR")
        {
            _depth++;
        }
        else if (upper is "END" && _depth > 0)
        {
            _depth--;
        }
    }

    private void ContinueInner(ReadOnlySpan<char> upper)
    {
        switch (upper)
        {
            case "HANDLER" when _inner == Inner.Declare:
                _inner = Inner.Handler;
                break;
            case var _ when _inner == Inner.Handler:
                ContinueHandler(upper);
                break;
            case "CASE":
                _caseDepth++;
                break;
            case "END" when _caseDepth > 0:
                _caseDepth--;
                break;
            case "END" when _inner == Inner.Until:
                BeginInner(upper);
                break;
            case "THEN" when _caseDepth == 0 && _inner == Inner.Condition:
            case "DO" when _caseDepth == 0 && _inner == Inner.LoopHeader:
                _place = Place.StatementStart;
                break;
        }
    }

    // DECLARE … HANDLER FOR condition, … statement
    private void ContinueHandler(ReadOnlySpan<char> upper)
    {
        if (IsBlockOpener(upper) || IsSimpleStatement(upper))
        {
            BeginInner(upper);
        }
    }

    private static bool IsBlockOpener(ReadOnlySpan<char> upper) => upper is "BEGIN" or "IF" or "CASE" or "LOOP" or "WHILE" or "REPEAT";

    private static bool IsSimpleStatement(ReadOnlySpan<char> upper) =>
        upper
            is "SET"
                or "SELECT"
                or "INSERT"
                or "UPDATE"
                or "DELETE"
                or "REPLACE"
                or "CALL"
                or "RETURN"
                or "DO"
                or "WITH"
                or "SIGNAL"
                or "RESIGNAL"
                or "TRUNCATE"
                or "DROP"
                or "ALTER"
                or "CREATE"
                or "EXECUTE"
                or "LEAVE"
                or "ITERATE";
}
