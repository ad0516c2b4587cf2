using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Progress;

/// <summary>A statement that has left an existing object unchanged, to be reported once its transaction has committed.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Existing">The existing object, compared with what the statement would have made.</param>
internal sealed record SkippedStatement(SqlStatement Statement, ExistingObject Existing)
{
    /// <summary>Returns the statement if it has found something.</summary>
    public static IEnumerable<SkippedStatement> Of(SqlStatement statement, ExistingObject? existing) =>
        existing is null ? [] : [new SkippedStatement(statement, existing)];
}
