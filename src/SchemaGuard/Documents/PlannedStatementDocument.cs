namespace SchemaGuard.Documents;

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
            statement.Settlement is { } how ? WordOf(how) : null,
            statement.Sql
        );

    private static string WordOf(StatementSettlement settlement) =>
        settlement switch
        {
            StatementSettlement.Transaction => "transaction",
            StatementSettlement.Catalog => "catalog",
            StatementSettlement.Repetition => "repetition",
            StatementSettlement.TransactionOrPerson => "transactionOrPerson",
            _ => "person",
        };
}
