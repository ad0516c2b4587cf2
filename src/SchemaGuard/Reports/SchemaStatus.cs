namespace SchemaGuard;

/// <summary>The migrations of a database according to its history: applied, unfinished, and pending for this build. Immutable.</summary>
public sealed record SchemaStatus
{
    /// <summary>Gets the guard's name.</summary>
    public required string Guard { get; init; }

    /// <summary>Gets the product's name.</summary>
    public required string Product { get; init; }

    /// <summary>Gets the server's version; empty when the database does not exist yet.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets a description of the database without secrets.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// Gets the current holder of the migration lock and what it is doing, if the database can tell; <see langword="null"/> if the lock is
    /// free.
    /// </summary>
    public string? LockHolder { get; init; }

    /// <summary>
    /// Gets the rows of the history in the order in which they were applied, for all modules, including those of other applications.
    /// </summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>Gets the migrations that are pending for this build, in order.</summary>
    public IReadOnlyList<PendingMigration> Pending { get; init; } = [];

    /// <summary>Gets the migrations that were begun but not finished, with what the next run does about them.</summary>
    public IReadOnlyList<UnfinishedMigration> Unfinished { get; init; } = [];

    /// <summary>Gets the findings about differences between the history and the build.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
