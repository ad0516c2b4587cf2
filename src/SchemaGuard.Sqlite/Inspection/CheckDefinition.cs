namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A check constraint.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Expression">Its condition, in its canonical form.</param>
internal sealed record CheckDefinition(string Name, string Expression);
