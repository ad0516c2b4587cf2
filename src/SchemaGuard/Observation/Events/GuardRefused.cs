namespace SchemaGuard;

/// <summary>A run has ended with a refusal: the application does not start, or the migration that it asked for failed.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Reason">The reason, with its findings and its exit code.</param>
public sealed record GuardRefused(string Guard, DateTimeOffset At, SchemaGuardException Reason) : SchemaGuardEvent(Guard, At);
