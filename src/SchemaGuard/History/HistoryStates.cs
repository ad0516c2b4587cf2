namespace SchemaGuard.History;

/// <summary>The states of a history row as they are stored.</summary>
internal static class HistoryStates
{
    /// <summary>Every statement is done.</summary>
    public const string Applied = "applied";

    /// <summary>The migration was begun and is not finished: it is running, its process died, or a statement failed.</summary>
    public const string Partial = "partial";

    /// <summary>The migration was begun and given up before anything of it was done: it counts as never begun.</summary>
    public const string Withdrawn = "withdrawn";
}
