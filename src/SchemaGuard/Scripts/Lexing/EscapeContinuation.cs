namespace SchemaGuard.Scripts.Lexing;

/// <summary>
/// Remembers whether a plain quote would go on with an <c>E'…'</c> literal, and so with its backslash escapes: it does when only
/// blanks and line comments with a line end among them stand between (PostgreSQL, "String Constants").
/// </summary>
internal readonly record struct EscapeContinuation
{
    private EscapeContinuation(bool mayOpen, bool isOpen)
    {
        MayOpen = mayOpen;
        IsOpen = isOpen;
    }

    /// <summary>Gets whether nothing but blanks and comments followed such a literal.</summary>
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
