namespace SchemaGuard.AspNetCore.Status.Reading;

/// <summary>What was read from one database, and since when nothing newer could be read. Immutable.</summary>
internal sealed record GuardReading
{
    /// <summary>Gets the reading before the first one.</summary>
    public static GuardReading None { get; } = new();

    /// <summary>Gets when the last attempt ended, successful or not; <see langword="null"/> before the first one.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>Gets when <see cref="Status"/> was read.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Gets the history with what is pending and unfinished; <see langword="null"/> if it was never read.</summary>
    public SchemaStatus? Status { get; init; }

    /// <summary>Gets the plan of what is pending; <see langword="null"/> if nothing is, or it could not be made.</summary>
    public MigrationPlan? Plan { get; init; }

    /// <summary>Gets the tables with their sizes; <see langword="null"/> if they could not be read.</summary>
    public IReadOnlyList<TableStatistics>? Tables { get; init; }

    /// <summary>Gets what the server says of the statement that runs; <see langword="null"/> if nothing runs or it says nothing.</summary>
    public StatementProgress? Progress { get; init; }

    /// <summary>Gets why the last attempt failed, in a sentence; <see langword="null"/> if it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets when attempts began to fail; <see langword="null"/> if the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Returns the reading after an attempt that failed: what was known stays known.</summary>
    public GuardReading Failing(string problem, DateTimeOffset now) =>
        this with
        {
            AttemptedAt = now,
            Problem = problem,
            FailingSince = FailingSince ?? now,
            Progress = null,
        };
}
