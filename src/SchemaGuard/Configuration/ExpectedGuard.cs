namespace SchemaGuard.Configuration;

/// <summary>A guard that something else refers to, such as a health check. If it is not registered, the start is refused.</summary>
/// <param name="Name">The guard's name.</param>
internal sealed record ExpectedGuard(string Name);
