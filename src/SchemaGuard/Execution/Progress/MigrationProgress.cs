namespace SchemaGuard;

/// <summary>Tells how far a run is, each time a statement begins.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Number">Its place in the run, from 1.</param>
/// <param name="Count">How many migrations the run has.</param>
/// <param name="Statement">The statement that begins, from 1; 0 for code.</param>
/// <param name="Statements">How many statements the migration has.</param>
public sealed record MigrationProgress(string Migration, int Number, int Count, int Statement, int Statements);
