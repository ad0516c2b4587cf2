using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Holds what a database needs to take a whole transaction in one round trip: text for its beginning and its end. Only for databases on
/// which a statement that fails keeps every later one of the same batch from running, the commit included.
/// </summary>
/// <param name="Begin">Begins the transaction.</param>
/// <param name="Commit">Commits it.</param>
/// <param name="Rollback">Rolls it back.</param>
[Experimental("SG9001")]
public sealed record TransactionPipeline(string Begin, string Commit, string Rollback)
{
    /// <summary>Gets an expression for when the transaction began, by the database's clock, in UTC.</summary>
    public required string BeganAt { get; init; }

    /// <summary>Gets an expression for how long ago that is, in whole milliseconds.</summary>
    public required string ElapsedMilliseconds { get; init; }

    /// <summary>Gets the statements that undo, inside the transaction, what a script has done to its session.</summary>
    public IReadOnlyList<string> RestoreSession { get; init; } = [];

    /// <summary>Gets how a session prepares what is run again and again; <see langword="null"/> where it does not.</summary>
    public IStatementPreparation? Preparation { get; init; }
}
