namespace SchemaGuard;

/// <summary>What a guard is doing at a moment. Immutable.</summary>
/// <param name="Kind">The kind of work.</param>
/// <param name="Since">The time at which work of this kind began, by this process's clock; <see langword="null"/> while nothing is done.</param>
public sealed record GuardActivity(GuardActivityKind Kind, DateTimeOffset? Since)
{
    /// <summary>Gets the step of the migrations that began last; <see langword="null"/> if none has begun in this run.</summary>
    public MigrationProgress? Progress { get; init; }

    /// <summary>Gets the time at which that step began; <see langword="null"/> if none has.</summary>
    public DateTimeOffset? ProgressSince { get; init; }

    /// <summary>
    /// Gets whom or what is waited for, in words: who holds the lock and how far they are, which sessions block, why the database does not
    /// answer; <see langword="null"/> if that is not known, or nothing is waited for.
    /// </summary>
    public string? WaitingFor { get; init; }

    /// <summary>Gets whether a run is in progress.</summary>
    public bool IsRunning => Kind != GuardActivityKind.Idle;

    /// <summary>Gets whether something is waited for.</summary>
    public bool IsWaiting =>
        Kind
            is GuardActivityKind.WaitingForDatabase
                or GuardActivityKind.WaitingForLock
                or GuardActivityKind.WaitingForMigrations
                or GuardActivityKind.WaitingForBlockers;

    internal static GuardActivity Idle { get; } = new(GuardActivityKind.Idle, Since: null);
}
