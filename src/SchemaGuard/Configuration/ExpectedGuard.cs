namespace SchemaGuard.Configuration;

/// <summary>Is a guard that something else speaks for, such as a health check: it must be registered, or the start is refused.</summary>
/// <param name="Name">The guard's name.</param>
internal sealed record ExpectedGuard(string Name);
