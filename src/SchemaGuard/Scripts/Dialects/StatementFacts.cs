using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>Holds what a dialect's statements do to transactions, as tables of <see cref="StatementPattern"/>.</summary>
internal sealed class StatementFacts
{
    /// <summary>Gets the facts of a dialect nothing is known about.</summary>
    public static StatementFacts None { get; } = new();

    /// <summary>Gets the statements that the server refuses, or silently ignores, inside a transaction.</summary>
    public IReadOnlyList<TransactionBlocker> TransactionBlockers { get; init; } = [];

    /// <summary>Gets the statements that commit the transaction by themselves.</summary>
    public IReadOnlyList<string> ImplicitCommits { get; init; } = [];

    /// <summary>Gets the exceptions from <see cref="ImplicitCommits"/>.</summary>
    public IReadOnlyList<string> WithoutImplicitCommit { get; init; } = [];

    /// <summary>Gets the statements, besides BEGIN, COMMIT and ROLLBACK, that begin or end a transaction.</summary>
    public IReadOnlyList<string> TransactionControls { get; init; } = [];

    /// <summary>Gets the statements that send their result to the client in a way of its own.</summary>
    public IReadOnlyList<string> ClientOutputs { get; init; } = [];

    /// <summary>Gets the statements whose settings end with the transaction.</summary>
    public IReadOnlyList<string> TransactionSettings { get; init; } = [];
}
