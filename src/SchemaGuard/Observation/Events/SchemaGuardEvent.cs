namespace SchemaGuard;

/// <summary>Something that happened to a guard. Immutable.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
public abstract record SchemaGuardEvent(string Guard, DateTimeOffset At);
