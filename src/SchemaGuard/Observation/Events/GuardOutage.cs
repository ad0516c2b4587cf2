namespace SchemaGuard;

/// <summary>While the application runs, its database has been out of reach, or could not be checked, for longer than is tolerated.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Report">The report: what was known before, and why nothing newer is.</param>
public sealed record GuardOutage(string Guard, DateTimeOffset At, SchemaReport Report) : SchemaGuardEvent(Guard, At);
