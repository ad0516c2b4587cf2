using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>The data of a <c>COPY … FROM STDIN</c>: it begins on the line after the statement and ends with the mark <c>\.</c>.</summary>
internal struct CopySection
{
    private Step _step;

    private enum Step : byte
    {
        None,
        DataOnNextLine,
        Data,
        EndMark,
    }

    /// <summary>Gets whether the next segment is the data or its end mark.</summary>
    public readonly bool IsNext => _step >= Step.Data;

    /// <summary>Returns the section after a statement or command.</summary>
    /// <param name="readsData">Whether it reads its data from the lines after it.</param>
    public static CopySection After(bool readsData) => new() { _step = readsData ? Step.DataOnNextLine : Step.None };

    /// <summary>Begins the data if a token ends the line before it.</summary>
    /// <param name="token">The token after the statement.</param>
    /// <param name="text">The script.</param>
    /// <param name="start">The offset of the data.</param>
    public bool TryBegin(in SqlToken token, ReadOnlySpan<char> text, out int start)
    {
        start = 0;
        if (_step != Step.DataOnNextLine || token.Kind != SqlTokenKind.Blank)
        {
            return false;
        }

        int lineEnd = SqlCharacters.EndOfLine(text[..token.End], token.Start);
        if (lineEnd >= token.End)
        {
            return false;
        }

        _step = Step.Data;
        start = SqlCharacters.AfterLineEnd(text, lineEnd);
        return true;
    }

    /// <summary>Reads the data, or its end mark. Either may be empty.</summary>
    public ScriptSegment Read(ReadOnlySpan<char> text, int start)
    {
        bool isMark = _step == Step.EndMark;
        int end = isMark ? Math.Min(text.Length, start + 2) : CopyDataText.EndOfData(text, start);
        _step = isMark ? Step.None : Step.EndMark;
        return new ScriptSegment(isMark ? ScriptSegmentKind.Terminator : ScriptSegmentKind.CopyData, start, end - start);
    }
}
