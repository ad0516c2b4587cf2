namespace SchemaGuard.Migrations;

/// <summary>The code of a migration, with what it says of itself.</summary>
/// <param name="Run">The code.</param>
internal sealed record MigrationCode(Func<MigrationContext, CancellationToken, Task> Run)
{
    /// <summary>Gets how long it may run; <see langword="null"/> for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the oldest build that still works after it; <see langword="null"/> where it does not say.</summary>
    public string? CompatibleFrom { get; init; }

    /// <summary>Gets whether it commits together with its history row.</summary>
    public bool IsTransactional { get; init; } = true;

    /// <summary>Gets whether it may run again from its beginning, however far it came before.</summary>
    public bool IsIdempotent { get; init; }
}
