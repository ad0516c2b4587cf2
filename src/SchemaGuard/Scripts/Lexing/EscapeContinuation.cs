namespace SchemaGuard.Scripts.Lexing;

/// <summary>
/// A state that tells whether a plain quote continues an <c>E'…'</c> literal, and so its backslash escapes. It does when only white space
/// and line comments, with at least one line end, stand between them (PostgreSQL, "String Constants").
/// </summary>
internal readonly record struct EscapeContinuation
{
    private EscapeContinuation(bool mayOpen, bool isOpen)
    {
        MayOpen = mayOpen;
        IsOpen = isOpen;
    }

    /// <summary>Gets whether only white space and comments have followed such a literal.</summary>
    public bool MayOpen { get; }

    /// <summary>Gets whether a quote at this point continues the literal.</summary>
    public bool IsOpen { get; }

    /// <summary>Returns the state after a token.</summary>
    public EscapeContinuation After(SqlToken token, ReadOnlySpan<char> text) =>
        token.Kind switch
        {
            SqlTokenKind.String => new(IsOpen || text[token.Start] is 'e' or 'E', isOpen: false),
            _ when !MayOpen => default,
            SqlTokenKind.Blank => new(true, IsOpen || token.In(text).ContainsAny('\r', '\n')),
            SqlTokenKind.LineComment => this,
            _ => default,
        };
}
