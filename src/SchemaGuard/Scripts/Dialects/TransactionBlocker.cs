using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>A group of statements that cannot run in a transaction.</summary>
/// <param name="Pattern">The <see cref="StatementPattern"/> of the statements.</param>
/// <param name="Phrase">The words that show people which part of the statement is the reason.</param>
/// <param name="Unless">A pattern of the exceptions, which can; <see langword="null"/> when there are none.</param>
internal sealed record TransactionBlocker(string Pattern, string Phrase, string? Unless = null)
{
    /// <summary>Creates a blocker whose phrase is its pattern.</summary>
    public static TransactionBlocker Named(string words) => new(words, words);
}
