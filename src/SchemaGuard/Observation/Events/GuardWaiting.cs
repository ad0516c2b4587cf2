namespace SchemaGuard;

/// <summary>A run waits, or learns whom it waits for.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Activity">What it waits for.</param>
public sealed record GuardWaiting(string Guard, DateTimeOffset At, GuardActivity Activity) : SchemaGuardEvent(Guard, At);
