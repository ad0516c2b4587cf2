namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The name of a table or view.</summary>
/// <param name="Schema">The schema's name.</param>
/// <param name="Name">The unqualified name.</param>
/// <param name="IsUnlogged">Whether a crash empties it.</param>
internal sealed record TableName(string Schema, string Name, bool IsUnlogged = false);
