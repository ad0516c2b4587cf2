namespace SchemaGuard;

/// <summary>A run has found nothing to apply, and the database is as this build needs it.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Report">The report.</param>
public sealed record GuardReady(string Guard, DateTimeOffset At, SchemaReport Report) : SchemaGuardEvent(Guard, At);
