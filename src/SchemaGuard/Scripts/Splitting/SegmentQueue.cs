using System.Runtime.InteropServices;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>A queue of the segments that were found together with the current one: at most two.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SegmentQueue
{
    private ScriptSegment _next;
    private ScriptSegment _last;

    /// <summary>Adds a segment, unless it is empty.</summary>
    public void Add(ScriptSegment segment)
    {
        if (_next.Length == 0)
        {
            _next = segment;
        }
        else
        {
            _last = segment;
        }
    }

    /// <summary>Removes the first segment.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out ScriptSegment segment)
    {
        segment = _next;
        (_next, _last) = (_last, default);
        return segment.Length > 0;
    }
}
