using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>The effects of a dialect's statements on transactions, as tables of <see cref="StatementPattern"/>.</summary>
internal sealed class TransactionRules
{
    /// <summary>Gets the facts of an unknown dialect.</summary>
    public static TransactionRules None { get; } = new();

    /// <summary>Gets the statements that the server refuses, or silently ignores, inside a transaction.</summary>
    public IReadOnlyList<TransactionBlocker> TransactionBlockers { get; init; } = [];

    /// <summary>Gets the statements that commit the transaction by themselves.</summary>
    public IReadOnlyList<string> ImplicitCommits { get; init; } = [];

    /// <summary>Gets the exceptions to <see cref="ImplicitCommits"/>.</summary>
    public IReadOnlyList<string> WithoutImplicitCommit { get; init; } = [];

    /// <summary>Gets the statements, other than BEGIN, COMMIT and ROLLBACK, that begin or end a transaction.</summary>
    public IReadOnlyList<string> TransactionControls { get; init; } = [];

    /// <summary>Gets the statements that send their result to the client by a special protocol.</summary>
    public IReadOnlyList<string> ClientOutputs { get; init; } = [];

    /// <summary>Gets the statements whose settings last until the end of the transaction.</summary>
    public IReadOnlyList<string> TransactionSettings { get; init; } = [];
}
