using SchemaGuard.Migrations;

namespace SchemaGuard;

/// <summary>Reports a migration that a run has applied.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Name">Its name: the file name without the extension.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Statements">How many statements the run executed; 0 for code.</param>
/// <param name="Duration">How long it took, with its commit.</param>
public sealed record AppliedMigration(string Module, string Name, MigrationKind Kind, int Statements, TimeSpan Duration);
