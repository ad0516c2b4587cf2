namespace SchemaGuard.AspNetCore.Probes;

/// <summary>How far the migrations are, in JSON.</summary>
/// <param name="Module">The module.</param>
/// <param name="Name">The migration's name, where names are given.</param>
/// <param name="Number">The migration's place in the run, from 1.</param>
/// <param name="Count">The number of migrations in the run.</param>
/// <param name="Statement">The statement's place in the migration, from 1; 0 for code.</param>
/// <param name="Statements">The number of statements in the migration.</param>
/// <param name="Seconds">How long this statement has been running, in whole seconds.</param>
/// <param name="Server">What the server says of its own progress.</param>
internal sealed record MigrationProgressDocument(
    string Module,
    string? Name,
    int Number,
    int Count,
    int Statement,
    int Statements,
    long Seconds,
    string? Server
);
