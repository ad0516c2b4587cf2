namespace SchemaGuard;

/// <summary>The progress of a run, reported each time a statement begins.</summary>
/// <param name="Module">The name of the module that the migration belongs to.</param>
/// <param name="Migration">The migration's name.</param>
/// <param name="Number">The migration's place in the run, from 1.</param>
/// <param name="Count">The number of migrations in the run.</param>
/// <param name="Statement">The number of the statement that begins, from 1; 0 for code.</param>
/// <param name="Statements">The number of statements in the migration.</param>
public sealed record MigrationProgress(string Module, string Migration, int Number, int Count, int Statement, int Statements);
