namespace SchemaGuard.Scripts.Lexing;

/// <summary>One token of a text.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Start">Offset of its first UTF-16 code unit.</param>
/// <param name="Length">Its length in UTF-16 code units, at least 1.</param>
/// <param name="IsUnterminated">Whether the text ends before the token's closing mark.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, bool IsUnterminated = false)
{
    /// <summary>Gets the offset after the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>Gets whether the token is white space or a comment.</summary>
    public bool IsTrivia => Kind <= SqlTokenKind.BlockComment;

    /// <summary>Gets whether the token is outside quotes and comments, where a client looks for its delimiter.</summary>
    public bool IsPlain =>
        Kind is >= SqlTokenKind.Word and not (SqlTokenKind.String or SqlTokenKind.DollarString or SqlTokenKind.QuotedName);

    /// <summary>Returns the token's characters in the text it came from.</summary>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
