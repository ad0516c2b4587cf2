using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Statements;

/// <summary>A script divided into its statements. Immutable and therefore thread-safe.</summary>
public sealed class SqlScript
{
    private readonly List<SqlStatement> _statements = [];
    private readonly List<ClientCommand> _clientCommands = [];

    private SqlScript(string text, LexicalRules rules)
    {
        Text = text;
        Rules = rules;
        UnterminatedAt = Split();
    }

    /// <summary>Gets the whole text of the script.</summary>
    public string Text { get; }

    /// <summary>Gets the statements in order; empty for a script of white space and comments only, which is valid.</summary>
    public IReadOnlyList<SqlStatement> Statements => _statements;

    /// <summary>Gets the lines that are meant for the database's own client, in order.</summary>
    public IReadOnlyList<ClientCommand> ClientCommands => _clientCommands;

    /// <summary>
    /// Gets the position of the quote, dollar quote or comment that the script opens and never closes; <see langword="null"/> when all are
    /// closed.
    /// </summary>
    public TextPosition? UnterminatedAt { get; }

    /// <summary>Gets the rules with which the script was split.</summary>
    internal LexicalRules Rules { get; }

    /// <summary>
    /// Splits a script. Never fails: what is not closed extends to the end of the text. Time and memory are linear in its length.
    /// </summary>
    /// <param name="text">The script, in any line-end convention.</param>
    /// <param name="rules">The rules of the dialect it is written in.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static SqlScript Parse(string text, LexicalRules rules)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(rules);
        return new SqlScript(text, rules);
    }

    /// <summary>Returns the position of a character. Linear in the offset.</summary>
    /// <param name="offset">Offset in <see cref="Text"/>, in UTF-16 code units; values outside it are clamped.</param>
    public TextPosition PositionOf(int offset) => TextLines.Advance(Text, 0, new TextPosition(1, 1), Math.Clamp(offset, 0, Text.Length));

    /// <summary>Returns the line around a character, ready to be shown with a caret. Linear in the offset.</summary>
    /// <param name="offset">Offset in <see cref="Text"/>, in UTF-16 code units; values outside it are clamped.</param>
    public SourceLine SourceLineOf(int offset) => SourceLine.At(Text, Math.Clamp(offset, 0, Text.Length), PositionOf(offset));

    private TextPosition? Split()
    {
        var splitter = new ScriptSplitter(Text, Rules);
        int offset = 0;
        var position = new TextPosition(1, 1);
        while (splitter.MoveNext())
        {
            ScriptSegment segment = splitter.Current;
            if (segment.Kind is ScriptSegmentKind.Terminator or ScriptSegmentKind.Trivia)
            {
                continue;
            }

            position = TextLines.Advance(Text, offset, position, segment.Start);
            offset = segment.Start;
            switch (segment.Kind)
            {
                case ScriptSegmentKind.Statement:
                    TextRange? noData = splitter.ReadsCopyData ? new TextRange(segment.End, 0) : null;
                    Add(segment, splitter.Rules, position, noData);
                    break;
                case ScriptSegmentKind.ClientCommand:
                    _clientCommands.Add(new ClientCommand(segment.In(Text).ToString(), segment.Start, position));
                    break;
                case ScriptSegmentKind.CopyData when splitter.ReadsCopyData:
                    AttachCopyData(new TextRange(segment.Start, segment.Length));
                    break;
            }
        }

        return splitter.UnterminatedAt is { } start ? TextLines.Advance(Text, 0, new TextPosition(1, 1), start) : null;
    }

    private void Add(ScriptSegment segment, LexicalRules rules, TextPosition position, TextRange? copyData) =>
        _statements.Add(
            new SqlStatement(this, rules, _statements.Count + 1, new TextRange(segment.Start, segment.Length), position, copyData)
        );

    private void AttachCopyData(TextRange data)
    {
        SqlStatement statement = _statements[^1];
        _statements[^1] = new SqlStatement(
            this,
            statement.Rules,
            statement.Index,
            new TextRange(statement.Offset, statement.Length),
            new TextPosition(statement.Line, statement.Column),
            data
        );
    }

    /// <summary>Returns the ranges of the tokens in any text of a dialect, without white space and comments.</summary>
    /// <param name="text">The text, such as the body of a routine as the catalog returns it.</param>
    /// <param name="rules">The rules of its dialect.</param>
    [Experimental("SG9001")]
    public static IReadOnlyList<TextRange> ReadTokenRanges(ReadOnlySpan<char> text, LexicalRules rules)
    {
        var ranges = new List<TextRange>();
        for (var reader = new StatementReader(text, rules); !reader.IsAtEnd; reader.Read())
        {
            ranges.Add(reader.Range);
        }

        return ranges;
    }
}
