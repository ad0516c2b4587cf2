namespace SchemaGuard.CommandLine.Json;

/// <summary>A planned statement in JSON.</summary>
internal sealed record PlannedStatementDocument(
    int Line,
    int Column,
    string Summary,
    bool BeforeTransaction,
    string? TransactionBlocker,
    string? Settlement,
    string Sql
)
{
    public static PlannedStatementDocument From(PlannedStatement statement, bool beforeTransaction) =>
        new(
            statement.Line,
            statement.Column,
            statement.Summary,
            beforeTransaction,
            statement.TransactionBlocker,
            statement.Settlement is { } how ? ReadableText.Settlement(how) : null,
            statement.Sql
        );
}
