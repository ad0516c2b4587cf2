namespace SchemaGuard.Documents;

/// <summary>A migration that a run has applied, in JSON.</summary>
internal sealed record AppliedDocument(string Module, string Name, string Kind, int Statements, double DurationMs)
{
    public static AppliedDocument From(AppliedMigration migration) =>
        new(
            migration.Module,
            migration.Name,
            migration.Kind.ToString().ToLowerInvariant(),
            migration.Statements,
            Math.Round(migration.Duration.TotalMilliseconds, 1)
        );
}
