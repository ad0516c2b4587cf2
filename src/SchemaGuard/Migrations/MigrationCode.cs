namespace SchemaGuard.Migrations;

/// <summary>The code of a migration, with its options.</summary>
/// <param name="Run">The code.</param>
internal sealed record MigrationCode(Func<MigrationContext, CancellationToken, Task> Run)
{
    /// <summary>Gets how long the code may run; <see langword="null"/> for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the oldest build that still works after the migration; <see langword="null"/> when none is given.</summary>
    public string? CompatibleFrom { get; init; }

    /// <summary>Gets whether the code commits together with its history row.</summary>
    public bool IsTransactional { get; init; } = true;

    /// <summary>Gets whether the code may run again from the beginning, however far it got before.</summary>
    public bool IsIdempotent { get; init; }
}
