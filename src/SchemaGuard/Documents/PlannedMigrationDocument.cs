namespace SchemaGuard.Documents;

/// <summary>A planned migration in JSON.</summary>
internal sealed record PlannedMigrationDocument(
    string Module,
    string Name,
    string? Version,
    string Kind,
    string Origin,
    bool Transactional,
    string? NonTransactionalReason,
    int StatementsDone,
    IReadOnlyList<PlannedStatementDocument> Statements
)
{
    public static PlannedMigrationDocument From(PlannedMigration migration) =>
        new(
            migration.Module,
            migration.Name,
            migration.Version,
            migration.Kind.ToString().ToLowerInvariant(),
            migration.Origin,
            migration.IsTransactional,
            migration.NonTransactionalReason,
            migration.StatementsDone,
            [
                .. migration.BeforeTransaction.Select(statement => PlannedStatementDocument.From(statement, beforeTransaction: true)),
                .. migration.Statements.Select(statement => PlannedStatementDocument.From(statement, beforeTransaction: false)),
            ]
        );
}
