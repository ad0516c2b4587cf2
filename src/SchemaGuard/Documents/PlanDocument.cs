namespace SchemaGuard.Documents;

/// <summary>The document of <c>plan</c> and of <c>migrate --dry-run</c>.</summary>
internal sealed record PlanDocument(
    string Schema,
    string Guard,
    bool Blocked,
    int Applied,
    IReadOnlyList<PlannedMigrationDocument> Migrations,
    IReadOnlyList<FindingDocument> Findings
)
{
    public static PlanDocument From(string guard, MigrationPlan plan) =>
        new(
            JsonDocuments.SchemaOf("plan"),
            guard,
            plan.IsBlocked,
            plan.AppliedCount,
            [.. plan.Migrations.Select(PlannedMigrationDocument.From)],
            FindingDocument.From(plan.Findings)
        );
}
