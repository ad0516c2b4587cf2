namespace SchemaGuard;

/// <summary>While the application runs, its database is no longer as this build needs it, or works with warnings only.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Report">The report.</param>
public sealed record GuardDrifted(string Guard, DateTimeOffset At, SchemaReport Report) : SchemaGuardEvent(Guard, At);
