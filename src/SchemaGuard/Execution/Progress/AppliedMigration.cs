namespace SchemaGuard;

/// <summary>A migration that a run has applied.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Name">Its name: the file name without the extension.</param>
/// <param name="Kind">The kind of the migration.</param>
/// <param name="Statements">The number of statements that the run executed; 0 for code.</param>
/// <param name="Duration">The time that it took, including its commit.</param>
public sealed record AppliedMigration(string Module, string Name, MigrationKind Kind, int Statements, TimeSpan Duration);
