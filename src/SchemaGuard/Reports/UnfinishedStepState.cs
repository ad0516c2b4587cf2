namespace SchemaGuard;

/// <summary>The progress of a statement in an unfinished migration.</summary>
public enum UnfinishedStepState
{
    /// <summary>The statement has not begun.</summary>
    Pending = 0,

    /// <summary>The statement was announced but is not marked as done: it is running, or was interrupted.</summary>
    Begun = 1,

    /// <summary>The statement is done.</summary>
    Done = 2,
}
