namespace SchemaGuard;

/// <summary>While the application runs, its database can be relied on again.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="At">The time, by this process's clock.</param>
/// <param name="Report">The report.</param>
public sealed record GuardRecovered(string Guard, DateTimeOffset At, SchemaReport Report) : SchemaGuardEvent(Guard, At);
