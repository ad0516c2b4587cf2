namespace SchemaGuard.History;

/// <summary>Names the states of a history row as they are stored.</summary>
internal static class HistoryStates
{
    /// <summary>Every statement is done.</summary>
    public const string Applied = "applied";

    /// <summary>The migration was begun and is not finished: it runs, or its process died, or a statement failed.</summary>
    public const string Partial = "partial";

    /// <summary>The migration was begun, nothing of it was done, and it was given up: it counts as one that was never begun.</summary>
    public const string Withdrawn = "withdrawn";
}
