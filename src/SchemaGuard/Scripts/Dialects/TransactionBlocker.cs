using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>Names statements that cannot run in a transaction.</summary>
/// <param name="Pattern">The <see cref="StatementPattern"/> of the statements.</param>
/// <param name="Phrase">The words that tell people which part of the statement is meant.</param>
/// <param name="Unless">A pattern of those among them that can after all; <see langword="null"/> when there are none.</param>
internal sealed record TransactionBlocker(string Pattern, string Phrase, string? Unless = null)
{
    /// <summary>Makes a blocker whose phrase is its pattern.</summary>
    public static TransactionBlocker Named(string words) => new(words, words);
}
