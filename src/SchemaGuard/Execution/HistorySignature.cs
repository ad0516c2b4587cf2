namespace SchemaGuard.Execution;

/// <summary>Says who applies migrations, for the history's rows.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="ApplicationVersion">Its version.</param>
/// <param name="Host">The machine's or pod's name.</param>
internal sealed record HistorySignature(string? Application, string? ApplicationVersion, string Host);
