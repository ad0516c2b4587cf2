using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

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
    public static PlannedStatementDocument From(SqlStatement statement, bool beforeTransaction, StatementSettlement? settlement) =>
        new(
            statement.Line,
            statement.Column,
            statement.Class.Summary,
            beforeTransaction,
            statement.Class.TransactionBlocker,
            settlement is { } how ? ReadableText.Settlement(how) : null,
            statement.Text
        );
}
