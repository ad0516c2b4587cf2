namespace SchemaGuard;

/// <summary>A run of a guard begins: a start, or a migration that the application asked for.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Mode">What it does.</param>
public sealed record GuardStarting(string Guard, DateTimeOffset At, StartupMode Mode) : SchemaGuardEvent(Guard, At);
