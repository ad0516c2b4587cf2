using SchemaGuard.Scripts;

namespace SchemaGuard.CommandLine.Json;

/// <summary>Is a planned statement in JSON.</summary>
internal sealed record PlannedStatementDocument(
    int Line,
    int Column,
    string Summary,
    bool BeforeTransaction,
    string? TransactionBlocker,
    string Sql
)
{
    public static PlannedStatementDocument From(SqlStatement statement, bool beforeTransaction) =>
        new(
            statement.Line,
            statement.Column,
            statement.Class.Summary,
            beforeTransaction,
            statement.Class.TransactionBlocker,
            statement.Text
        );
}
