using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>
/// A lexer that divides a text into tokens without gap or overlap. It is linear, allocates nothing and never throws: what is not closed
/// extends to the end of the text and is marked as unterminated.
/// </summary>
internal ref struct SqlLexer
{
    private readonly ReadOnlySpan<char> _text;
    private LexicalRules _rules;
    private EscapeContinuation _continuation;

    /// <summary>Starts at the beginning of <paramref name="text"/>.</summary>
    public SqlLexer(ReadOnlySpan<char> text, LexicalRules rules)
    {
        _text = text;
        _rules = rules;
        AtStatementStart = true;
    }

    /// <summary>Sets the rules for the rest of the text.</summary>
    public LexicalRules Rules
    {
        set => _rules = value;
    }

    /// <summary>Gets or sets the offset of the next token.</summary>
    public int Position { get; set; }

    /// <summary>Gets or sets whether the next significant token begins a statement.</summary>
    public bool AtStatementStart { get; set; }

    /// <summary>Gets whether the last token was inside an executable comment.</summary>
    public bool InExecutableComment { get; private set; }

    /// <summary>Gets or sets the delimiter set by a DELIMITER command; empty while the semicolon is the delimiter.</summary>
    public ReadOnlySpan<char> Delimiter { get; set; }

    /// <summary>Reads the next token.</summary>
    /// <returns><see langword="false"/> at the end of the text.</returns>
    public bool Next(out SqlToken token)
    {
        if (Position >= _text.Length)
        {
            token = default;
            return false;
        }

        token = IsDelimiterAt(Position) ? Token(SqlTokenKind.Delimiter, Position + Delimiter.Length) : Scan(_text[Position]);
        if (!Delimiter.IsEmpty && token.Length > 1 && token.IsPlain)
        {
            token = CutBeforeDelimiter(token);
        }

        Position = token.End;
        if (token.Kind == SqlTokenKind.String || _continuation.MayOpen)
        {
            _continuation = _continuation.After(token, _text);
        }

        if (!token.IsTrivia)
        {
            AtStatementStart = token.Kind == SqlTokenKind.Semicolon && Delimiter.IsEmpty && !InExecutableComment;
        }

        return true;
    }

    private SqlToken Scan(char c) =>
        c switch
        {
            ' ' or (>= '\t' and <= '\r') => ScanBlanks(),
            (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' => ScanWord(),
            >= '0' and <= '9' => ScanNumber(),
            ';' => Token(SqlTokenKind.Semicolon, Position + 1),
            '(' => Token(SqlTokenKind.OpenParenthesis, Position + 1),
            ')' => Token(SqlTokenKind.CloseParenthesis, Position + 1),
            ',' => Token(SqlTokenKind.Comma, Position + 1),
            '.' => Token(SqlTokenKind.Dot, Position + 1),
            '\\' => Token(SqlTokenKind.Backslash, Position + 1),
            '\'' => ScanString(Position, _rules.BackslashEscapes || _continuation.IsOpen),
            '"' => ScanDoubleQuoted(Position),
            '`' when _rules.BacktickIdentifiers => ScanName(),
            '[' when _rules.BracketIdentifiers => ScanName(),
            '$' => ScanDollar(),
            '-' when IsDashComment() => ScanLineComment(),
            '#' when _rules.HashComments => ScanLineComment(),
            '/' when Peek(1) == '*' => ScanBlockComment(),
            '*' when InExecutableComment && Peek(1) == '/' => EndExecutable(),
            >= '\u0080' => SqlCharacters.IsBlank(c) ? ScanBlanks() : ScanWord(),
            _ => Token(SqlTokenKind.Operator, OperatorText.EndOfOperator(_text, Position, _rules)),
        };

    private readonly SqlToken ScanBlanks() => Token(SqlTokenKind.Blank, SqlCharacters.EndOfBlanks(_text, Position + 1));

    private readonly SqlToken ScanNumber() => Token(SqlTokenKind.Number, OperatorText.EndOfNumber(_text, Position));

    private readonly SqlToken ScanLineComment() => Token(SqlTokenKind.LineComment, SqlCharacters.EndOfLine(_text, Position));

    private readonly SqlToken ScanName() =>
        Closed(
            SqlTokenKind.QuotedName,
            _text[Position] == '['
                ? QuotedText.EndOfBracketed(_text, Position)
                : QuotedText.EndOfQuoted(_text, Position, backslashEscapes: false)
        );

    private SqlToken ScanWord()
    {
        int end = SqlCharacters.EndOfWord(_text, Position + 1);
        char next = end < _text.Length ? _text[end] : '\0';
        if (end != Position + 1 || next is not ('\'' or '&'))
        {
            return Token(SqlTokenKind.Word, end);
        }

        char prefix = char.ToUpperInvariant(_text[Position]);
        if (next == '\'')
        {
            bool isEscape = prefix == 'E' && _rules.EscapeStrings;
            return isEscape || prefix is 'B' or 'N' or 'X'
                ? ScanString(end, isEscape || _rules.BackslashEscapes)
                : Token(SqlTokenKind.Word, end);
        }

        char quote = prefix == 'U' && _rules.UnicodeStrings ? Peek(2) : '\0';
        return quote switch
        {
            '\'' => ScanString(end + 1, backslashEscapes: false),
            '"' => ScanDoubleQuoted(end + 1),
            _ => Token(SqlTokenKind.Word, end),
        };
    }

    private SqlToken ScanString(int open, bool backslashEscapes) =>
        Closed(SqlTokenKind.String, QuotedText.EndOfQuoted(_text, open, backslashEscapes));

    private SqlToken ScanDoubleQuoted(int open) =>
        _rules.DoubleQuoteIsString
            ? ScanString(open, _rules.BackslashEscapes)
            : Closed(SqlTokenKind.QuotedName, QuotedText.EndOfQuoted(_text, open, backslashEscapes: false));

    private SqlToken ScanDollar()
    {
        if (!_rules.DollarQuotes)
        {
            return Token(SqlTokenKind.Word, SqlCharacters.EndOfWord(_text, Position + 1));
        }

        if (char.IsAsciiDigit(Peek(1)))
        {
            return Token(SqlTokenKind.Parameter, OperatorText.EndOfNumber(_text, Position + 1));
        }

        int tagLength = QuotedText.DollarTagLength(_text, Position);
        return tagLength == 0
            ? Token(SqlTokenKind.Operator, Position + 1)
            : Closed(SqlTokenKind.DollarString, QuotedText.EndOfDollarQuoted(_text, Position, tagLength));
    }

    private SqlToken ScanBlockComment()
    {
        int head = CommentText.ExecutableHeadLength(_text, Position, _rules);
        if (head == 0)
        {
            return Closed(SqlTokenKind.BlockComment, CommentText.EndOfBlock(_text, Position, _rules.NestedBlockComments));
        }

        InExecutableComment = true;
        return Token(SqlTokenKind.ExecutableStart, Position + head);
    }

    private SqlToken EndExecutable()
    {
        InExecutableComment = false;
        return Token(SqlTokenKind.ExecutableEnd, Position + 2);
    }

    private readonly bool IsDashComment()
    {
        if (Peek(1) != '-')
        {
            return false;
        }

        return !_rules.DashDashNeedsBlank
            || (AtStatementStart && _rules.DashDashStartsStatementComment)
            || Position + 2 == _text.Length
            || Peek(2) < ' '
            || SqlCharacters.IsBlank(Peek(2));
    }

    private readonly bool IsDelimiterAt(int position) =>
        !Delimiter.IsEmpty && !InExecutableComment && _text[position..].StartsWith(Delimiter);

    // The mysql client looks for its delimiter at every character outside quotes, even in the middle of a word or an operator.
    private readonly SqlToken CutBeforeDelimiter(SqlToken token)
    {
        for (int position = token.Start + 1; position < token.End; position++)
        {
            int found = _text[position..token.End].IndexOf(Delimiter[0]);
            if (found < 0)
            {
                break;
            }

            position += found;
            if (IsDelimiterAt(position))
            {
                return token with { Length = position - token.Start };
            }
        }

        return token;
    }

    private readonly SqlToken Token(SqlTokenKind kind, int end) => new(kind, Position, end - Position);

    private readonly SqlToken Closed(SqlTokenKind kind, int end) =>
        end == QuotedText.Unterminated ? new SqlToken(kind, Position, _text.Length - Position, IsUnterminated: true) : Token(kind, end);

    private readonly char Peek(int distance) => Position + distance < _text.Length ? _text[Position + distance] : '\0';
}
