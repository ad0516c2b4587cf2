using System.Runtime.InteropServices;
using SchemaGuard.Scripts;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Is one token of a text that is compared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters, as they count.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqlPiece(SqlTokenKind Kind, string Text)
{
    /// <summary>Determines whether it is a certain word, however it is written.</summary>
    public bool Is(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Determines whether it is one of some words, however it is written.</summary>
    public bool IsOneOf(HashSet<string> words) => Kind == SqlTokenKind.Word && words.Contains(Text);

    /// <summary>Determines whether it is a certain operator.</summary>
    public bool IsOperator(string text) => Kind == SqlTokenKind.Operator && Text == text;
}
