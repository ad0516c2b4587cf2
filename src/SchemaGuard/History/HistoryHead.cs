using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.History;

/// <summary>The newest row of the history, which identifies its state in constant size.</summary>
/// <param name="Sequence">The number of the newest row; rows are numbered from 1 without gaps.</param>
/// <param name="Chain">The hash of that row and of all rows before it.</param>
[Experimental("SG9001")]
public sealed record HistoryHead(long Sequence, string Chain)
{
    /// <summary>Gets the head of a history without rows.</summary>
    public static HistoryHead Empty { get; } = new(0, "");
}
