namespace SchemaGuard.PostgreSql.InDoubt;

/// <summary>An index as the catalog shows it.</summary>
internal sealed record SeenIndex(string Oid, string Schema, string Name, bool IsValid);
