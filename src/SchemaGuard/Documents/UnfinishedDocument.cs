namespace SchemaGuard.Documents;

/// <summary>An unfinished migration in JSON.</summary>
internal sealed record UnfinishedDocument(string Module, string Name, IReadOnlyList<UnfinishedStepDocument> Steps, string Next)
{
    public static UnfinishedDocument From(UnfinishedMigration migration) =>
        new(migration.Module, migration.Name, [.. migration.Steps.Select(UnfinishedStepDocument.From)], migration.Next);
}
