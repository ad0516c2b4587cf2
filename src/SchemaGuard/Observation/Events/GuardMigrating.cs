namespace SchemaGuard;

/// <summary>A statement of a migration begins.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Progress">The step.</param>
public sealed record GuardMigrating(string Guard, DateTimeOffset At, MigrationProgress Progress) : SchemaGuardEvent(Guard, At);
