using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>A reader of the head of a MySQL or MariaDB statement, from its first word to where a body may begin.</summary>
internal struct StoredProgramHead
{
    private Form _form;
    private int _parenthesisDepth;
    private bool _isUserNext;

    /// <summary>The place to which a token of the head leads.</summary>
    internal enum Step
    {
        /// <summary>The head continues, or nothing can nest.</summary>
        None,

        /// <summary>A characteristic or the body's first word comes next.</summary>
        BodyExpected,

        /// <summary>The token itself begins a control statement.</summary>
        StatementBegins,

        /// <summary>The body's first statement comes next, inside a block that has just been opened.</summary>
        BlockBegins,
    }

    private enum Form
    {
        Start,
        Create,
        Begin,
        Plain,
        Routine,
        Trigger,
        Event,
    }

    /// <summary>Gets whether no statement can nest in this one.</summary>
    public readonly bool IsPlain => _form == Form.Plain;

    /// <summary>Processes the next significant token.</summary>
    public Step Take(SqlToken token, ReadOnlySpan<char> text)
    {
        // In DEFINER = user@host any word may be a name.
        bool isUser = _isUserNext;
        _isUserNext = token.Kind == SqlTokenKind.Operator && token.In(text) is "=" or "@";
        switch (token.Kind)
        {
            case SqlTokenKind.Word when !isUser:
                Span<char> buffer = stackalloc char[Keyword.BufferLength];
                return TakeWord(Keyword.Upper(token.In(text), buffer));
            case SqlTokenKind.OpenParenthesis:
                _parenthesisDepth++;
                return Step.None;
            case SqlTokenKind.CloseParenthesis when _parenthesisDepth > 0:
                _parenthesisDepth--;
                return _form == Form.Routine && _parenthesisDepth == 0 ? Step.BodyExpected : Step.None;
            case SqlTokenKind.ExecutableStart or SqlTokenKind.ExecutableEnd:
                return Step.None;
            default:
                _form = _form is Form.Start or Form.Begin ? Form.Plain : _form;
                return Step.None;
        }
    }

    private Step TakeWord(ReadOnlySpan<char> upper)
    {
        switch (_form)
        {
            case Form.Start:
                _form = FormOfFirstWord(upper);
                return _form == Form.Routine ? Step.StatementBegins : Step.None;
            case Form.Create:
                _form = FormOfCreated(upper);
                return Step.None;
            case Form.Begin:
                // BEGIN NOT ATOMIC is a block; BEGIN and BEGIN WORK start a transaction.
                _form = upper is "NOT" ? Form.Routine : Form.Plain;
                return upper is "NOT" ? Step.BlockBegins : Step.None;
            case Form.Routine when upper is "BEGIN" && _parenthesisDepth == 0:
                return Step.BlockBegins;
            case Form.Trigger when upper is "ROW":
            case Form.Event when upper is "DO":
                return Step.BodyExpected;
            default:
                return Step.None;
        }
    }

    private static Form FormOfFirstWord(ReadOnlySpan<char> upper) =>
        upper switch
        {
            "CREATE" or "ALTER" => Form.Create,
            "BEGIN" => Form.Begin,

            // MariaDB allows control statements outside routines.
            "IF" or "CASE" or "LOOP" or "WHILE" or "REPEAT" or "FOR" => Form.Routine,
            _ => Form.Plain,
        };

    private static Form FormOfCreated(ReadOnlySpan<char> upper) =>
        upper switch
        {
            "PROCEDURE" or "FUNCTION" => Form.Routine,
            "TRIGGER" => Form.Trigger,
            "EVENT" => Form.Event,
            "OR" or "REPLACE" or "DEFINER" or "AGGREGATE" or "CURRENT_USER" or "CURRENT_ROLE" => Form.Create,
            _ => Form.Plain,
        };
}
