using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Progress;

/// <summary>Is a statement that has left what it found, to be told once its transaction has committed.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Existing">What was there, compared with what it would have made.</param>
internal sealed record SkippedStatement(SqlStatement Statement, ExistingObject Existing)
{
    /// <summary>Gives the statement if it has found something.</summary>
    public static IEnumerable<SkippedStatement> Of(SqlStatement statement, ExistingObject? existing) =>
        existing is null ? [] : [new SkippedStatement(statement, existing)];
}
