namespace SchemaGuard;

/// <summary>Lists what a database's history says: applied, unfinished, and pending for this build. Immutable.</summary>
public sealed record SchemaStatus
{
    /// <summary>Gets the guard's name.</summary>
    public required string Guard { get; init; }

    /// <summary>Gets the product's name.</summary>
    public required string Product { get; init; }

    /// <summary>Gets the server's version; empty when the database does not exist yet.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets the database in words that hold no secret.</summary>
    public required string Target { get; init; }

    /// <summary>Gets who holds the migration lock at this moment and what they do, where the database can tell; <see langword="null"/> when nobody does.</summary>
    public string? LockHolder { get; init; }

    /// <summary>Gets the rows of the history in the order in which they were applied, of all modules, also of other applications.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>Gets the names of the migrations that are pending for this build, in order.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Gets the migrations that were begun and are not finished, with what the next run does about them.</summary>
    public IReadOnlyList<UnfinishedMigration> Unfinished { get; init; } = [];

    /// <summary>Gets what does not fit between history and build.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
