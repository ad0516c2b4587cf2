using System.Runtime.InteropServices;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>One segment of a script. A script is the concatenation of its segments.</summary>
/// <param name="Kind">The kind of segment.</param>
/// <param name="Start">Offset of its first UTF-16 code unit.</param>
/// <param name="Length">Its length in UTF-16 code units, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScriptSegment(ScriptSegmentKind Kind, int Start, int Length)
{
    /// <summary>Gets the offset after the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>Returns the segment's characters in the script it came from.</summary>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> script) => script.Slice(Start, Length);
}
