namespace SchemaGuard.CommandLine.Json;

/// <summary>A database in JSON, without secrets.</summary>
internal sealed record DatabaseDocument(string Product, string Version, string Target);
