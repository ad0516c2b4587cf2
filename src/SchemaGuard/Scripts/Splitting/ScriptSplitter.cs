using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A forward-only enumerator of the segments of a script, whose concatenation is the script. Its state is constant and its time linear; it
/// allocates nothing and never throws. Use it with <c>foreach</c>.
/// </summary>
internal ref struct ScriptSplitter
{
    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _initialRules;
    private LexicalRules _rules;
    private SqlLexer _lexer;
    private CompoundTracker _compound;
    private CopyTracker _copy;
    private SqlToken _token;
    private bool _hasToken;
    private CopySection _data;
    private SegmentQueue _found;

    /// <summary>Starts at the beginning of <paramref name="text"/>.</summary>
    public ScriptSplitter(ReadOnlySpan<char> text, LexicalRules rules)
    {
        _text = text;
        _initialRules = rules;
        _rules = rules;
        _lexer = new SqlLexer(text, rules);
        _compound = new CompoundTracker(rules.Compound);
    }

    /// <summary>Gets the segment that the last <see cref="MoveNext"/> found.</summary>
    public ScriptSegment Current { get; private set; }

    /// <summary>Gets the rules with which <see cref="Current"/> was read.</summary>
    public readonly LexicalRules Rules => _rules;

    /// <summary>Gets whether the last statement reads its data from the lines after it.</summary>
    public readonly bool ReadsCopyData => _copy.ReadsStandardInput;

    /// <summary>
    /// Gets the offset of the quote or comment that the script never closes; <see langword="null"/> while none was found.
    /// </summary>
    public int? UnterminatedAt { get; private set; }

    /// <summary>Returns this splitter, for <c>foreach</c>.</summary>
    public readonly ScriptSplitter GetEnumerator() => this;

    /// <summary>Finds the next segment.</summary>
    /// <returns><see langword="false"/> at the end of the script.</returns>
    public bool MoveNext()
    {
        FollowSettings();
        if (_found.TryTake(out ScriptSegment found))
        {
            Current = found;
            return true;
        }

        if (_data.IsNext)
        {
            return ReadCopyData() || MoveNext();
        }

        if (!_hasToken && !Read())
        {
            return false;
        }

        _hasToken = false;
        Current =
            _token.IsTrivia ? ReadTrivia()
            : TerminatorLength() is > 0 and int length ? ReadTerminator(length)
            : ClientCommandSyntax.BeginsCommand(_token, _text, _rules) ? ReadCommand()
            : ReadStatement();
        return true;
    }

    /// <summary>Applies the settings of the last statement to the text after it, as the server does.</summary>
    private void FollowSettings()
    {
        if (_rules.FollowsSqlMode && Current.Kind == ScriptSegmentKind.Statement && Current.Length > 0)
        {
            _rules = SqlModeChange.After(Current.In(_text), _rules, _initialRules);
            _lexer.Rules = _rules;
        }
    }

    private bool Read()
    {
        if (!_lexer.Next(out _token))
        {
            return false;
        }

        if (_token.IsUnterminated)
        {
            UnterminatedAt ??= _token.Start;
        }

        return true;
    }

    private ScriptSegment ReadTrivia()
    {
        int start = _token.Start;
        int end;
        do
        {
            end = _token.End;
            if (_data.TryBegin(_token, _text, out int dataStart))
            {
                _lexer.Position = dataStart;
                return new ScriptSegment(ScriptSegmentKind.Trivia, start, dataStart - start);
            }

            _hasToken = Read();
        } while (_hasToken && _token.IsTrivia);

        // The line of COPY contains something else: neither that nor what follows is data.
        _data = default;
        return new ScriptSegment(ScriptSegmentKind.Trivia, start, end - start);
    }

    private ScriptSegment ReadTerminator(int length)
    {
        _lexer.Position = _token.Start + length;
        _lexer.AtStatementStart = true;
        return new ScriptSegment(ScriptSegmentKind.Terminator, _token.Start, length);
    }

    private bool ReadCopyData()
    {
        Current = _data.Read(_text, _lexer.Position);
        _lexer.Position = Current.End;
        return Current.Length > 0;
    }

    private ScriptSegment ReadCommand()
    {
        int start = _token.Start;
        int end = SqlCharacters.EndOfLine(_text, _token.End);
        ReadOnlySpan<char> command = _text[start..end];
        if (_rules.DelimiterCommand && ClientCommandSyntax.TryReadDelimiter(command, out ReadOnlySpan<char> delimiter))
        {
            _lexer.Delimiter = delimiter is ";" ? [] : delimiter;
        }

        _copy = default;
        _data = CopySection.After(_rules.CopyFromStdin && ClientCommandSyntax.ReadsCopyData(command));
        _lexer.Position = end;
        _lexer.AtStatementStart = true;
        return new ScriptSegment(ScriptSegmentKind.ClientCommand, start, end - start);
    }

    private ScriptSegment ReadStatement()
    {
        int start = _token.Start;
        int end = start;
        bool isUse = _rules.DelimiterCommand && Keyword.Is(_token.In(_text), "USE");
        _compound.Reset();
        _copy = default;
        _data = default;
        do
        {
            if (_token.IsTrivia)
            {
                // For the mysql client USE is a command of its own, which ends with the line.
                if (isUse && end > start + 3 && _token.In(_text).ContainsAny('\r', '\n'))
                {
                    break;
                }

                continue;
            }

            int length = TerminatorLength();
            bool isNested = _token.Kind == SqlTokenKind.Semicolon && !_compound.TakeSemicolon();
            if (length > 0 && !isNested)
            {
                QueueEnd(end, length);
                return new ScriptSegment(ScriptSegmentKind.Statement, start, end - start);
            }

            if (end > start && BreaksStatement())
            {
                break;
            }

            Take();
            end = _token.End;
        } while (Read());

        QueueRest(end);
        return new ScriptSegment(ScriptSegmentKind.Statement, start, end - start);
    }

    private void Take()
    {
        if (_token.Kind != SqlTokenKind.Semicolon)
        {
            _compound.Take(_token, _text);
        }

        if (_rules.CopyFromStdin)
        {
            _copy.Take(_token, _text);
        }
    }

    private readonly bool BreaksStatement() =>
        _token.Kind switch
        {
            SqlTokenKind.Backslash => _rules.PsqlCommands,
            SqlTokenKind.Word => _rules.DelimiterCommand && ClientCommandSyntax.InterruptsStatement(_token, _text),
            _ => false,
        };

    private readonly int TerminatorLength() => StatementTerminator.LengthAt(_token, _text, _rules, in _lexer);

    private void QueueEnd(int statementEnd, int terminatorLength)
    {
        ScriptSegment terminator = ReadTerminator(terminatorLength);
        _found.Add(new ScriptSegment(ScriptSegmentKind.Trivia, statementEnd, _token.Start - statementEnd));
        _found.Add(terminator);
        _data = CopySection.After(_copy.ReadsStandardInput);
    }

    // A statement without terminator: after its end comes trivia, then perhaps the token that interrupted it.
    private void QueueRest(int statementEnd)
    {
        bool isAtEnd = _lexer.Position >= _text.Length && (_token.IsTrivia || _token.End == statementEnd);
        int triviaEnd =
            isAtEnd ? _text.Length
            : _token.IsTrivia ? _token.End
            : _token.Start;
        _found.Add(new ScriptSegment(ScriptSegmentKind.Trivia, statementEnd, Math.Max(0, triviaEnd - statementEnd)));

        _hasToken = !isAtEnd && !_token.IsTrivia;
        _lexer.AtStatementStart = true;
    }
}
