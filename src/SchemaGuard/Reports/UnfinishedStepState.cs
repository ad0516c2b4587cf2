namespace SchemaGuard;

/// <summary>Says how far a statement of an unfinished migration is.</summary>
public enum UnfinishedStepState
{
    /// <summary>It is to come.</summary>
    Pending = 0,

    /// <summary>It was announced, and is not marked as done: it runs at this moment, or was interrupted.</summary>
    Begun = 1,

    /// <summary>It is done.</summary>
    Done = 2,
}
