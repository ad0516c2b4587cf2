using System.Runtime.InteropServices;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Verification.Comparison;

/// <summary>One token of a text that is compared.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Text">The characters, as far as they count.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqlPiece(SqlTokenKind Kind, string Text)
{
    /// <summary>Determines whether the token is the given word, in any case.</summary>
    public bool Is(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Determines whether the token is one of the given words, in any case.</summary>
    public bool IsOneOf(HashSet<string> words) => Kind == SqlTokenKind.Word && words.Contains(Text);

    /// <summary>Determines whether the token is the given operator.</summary>
    public bool IsOperator(string text) => Kind == SqlTokenKind.Operator && Text == text;
}
