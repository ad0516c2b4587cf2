using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Statements;

/// <summary>
/// One statement of a script. It stores offsets and reads its text from the script on demand. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public sealed class SqlStatement
{
    private readonly SqlScript _script;
    private readonly int _copyOffset;
    private readonly int _copyLength;
    private StatementClass? _class;

    internal SqlStatement(SqlScript script, LexicalRules rules, int index, TextRange range, TextPosition position, TextRange? copyData)
    {
        _script = script;
        Rules = rules;
        Index = index;
        Offset = range.Offset;
        Length = range.Length;
        Line = position.Line;
        Column = position.Column;
        _copyOffset = copyData?.Offset ?? -1;
        _copyLength = copyData?.Length ?? 0;
    }

    /// <summary>Gets the rules with which the statement was read: a script may change them.</summary>
    internal LexicalRules Rules { get; }

    /// <summary>Gets the statement's number in its script, counted from 1.</summary>
    public int Index { get; }

    /// <summary>Gets the offset of the statement's first significant character in the script, in UTF-16 code units.</summary>
    public int Offset { get; }

    /// <summary>Gets the statement's length up to its last significant character, without the terminator, in UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>Gets the line where the statement begins, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Gets the column where the statement begins, counted from 1 in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>Gets the text to send to the server. Each call creates a new string.</summary>
    public string Text => Span.ToString();

    /// <summary>Gets the text to send to the server, without copying it.</summary>
    public ReadOnlySpan<char> Span => _script.Text.AsSpan(Offset, Length);

    /// <summary>Gets what the statement does, as far as its text shows.</summary>
    public StatementClass Class => _class ??= StatementClassifier.Classify(Span, Rules);

    /// <summary>
    /// Gets the range in the script of the data of a <c>COPY … FROM STDIN</c>, without the line <c>\.</c>; <see langword="null"/> for every
    /// other statement.
    /// </summary>
    public TextRange? CopyData => _copyOffset < 0 ? null : new TextRange(_copyOffset, _copyLength);

    /// <summary>Gets the data at <see cref="CopyData"/>, without copying it; empty for every other statement.</summary>
    public ReadOnlyMemory<char> Data => _copyOffset < 0 ? default : _script.Text.AsMemory(_copyOffset, _copyLength);

    /// <summary>
    /// Reads the statement's tokens as written, without white space and comments: words, names with their quotes, literals and marks.
    /// </summary>
    public IReadOnlyList<string> ReadTokens()
    {
        var tokens = new List<string>();
        for (var reader = new StatementReader(Span, Rules); !reader.IsAtEnd; reader.Read())
        {
            tokens.Add(reader.Text.ToString());
        }

        return tokens;
    }

    /// <summary>Returns the ranges of the statement's tokens in <see cref="Text"/>, without white space and comments.</summary>
    public IReadOnlyList<TextRange> ReadTokenRanges() => SqlScript.ReadTokenRanges(Span, Rules);

    /// <summary>Returns the position in the script of a character of this statement.</summary>
    /// <param name="offsetInStatement">Offset in <see cref="Text"/>, in UTF-16 code units; values outside it are clamped.</param>
    public TextPosition PositionOf(int offsetInStatement) =>
        TextLines.Advance(_script.Text, Offset, new TextPosition(Line, Column), Offset + Clamp(offsetInStatement));

    /// <summary>Returns the script's line around a character of this statement, ready to be shown with a caret.</summary>
    /// <param name="offsetInStatement">Offset in <see cref="Text"/>, in UTF-16 code units; values outside it are clamped.</param>
    public SourceLine SourceLineOf(int offsetInStatement) =>
        SourceLine.At(_script.Text, Offset + Clamp(offsetInStatement), PositionOf(offsetInStatement));

    /// <summary>Returns the number and the summary, for example <c>3: create table users</c>; never a literal.</summary>
    public override string ToString() => string.Create(null, $"{Index}: {Class.Summary}");

    private int Clamp(int offsetInStatement) => Math.Clamp(offsetInStatement, 0, Length);
}
