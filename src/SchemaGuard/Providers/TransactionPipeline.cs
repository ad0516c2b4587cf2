using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// The texts with which a database takes a whole transaction in one round trip. Only for databases on which a failed statement keeps every later one
/// of the same batch from running, the commit included.
/// </summary>
/// <param name="Begin">The text that begins the transaction.</param>
/// <param name="Commit">The text that commits it.</param>
/// <param name="Rollback">The text that rolls it back.</param>
[Experimental("SG9001")]
public sealed record TransactionPipeline(string Begin, string Commit, string Rollback)
{
    /// <summary>Gets an expression for when the transaction began, by the database's clock, in UTC.</summary>
    public required string BeganAt { get; init; }

    /// <summary>Gets an expression for how long ago that is, in whole milliseconds.</summary>
    public required string ElapsedMilliseconds { get; init; }

    /// <summary>Gets the statements that undo, inside the transaction, what a script has done to its session.</summary>
    public IReadOnlyList<string> RestoreSession { get; init; } = [];

    /// <summary>Gets how a session prepares statements that run repeatedly; <see langword="null"/> if it does not.</summary>
    public IStatementPreparation? Preparation { get; init; }
}
