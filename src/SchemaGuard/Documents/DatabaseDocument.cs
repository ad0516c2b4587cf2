namespace SchemaGuard.Documents;

/// <summary>A database in JSON, without secrets.</summary>
internal sealed record DatabaseDocument(string Product, string Version, string Target);
