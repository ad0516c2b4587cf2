namespace SchemaGuard.Scripts.Lexing;

/// <summary>The kind of a token. The kinds up to <see cref="BlockComment"/> mean nothing to a server.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>A run of white space and line ends.</summary>
    Blank,

    /// <summary>A comment up to, but not including, the end of its line.</summary>
    LineComment,

    /// <summary>A bracketed comment that no server executes.</summary>
    BlockComment,

    /// <summary>A keyword or an identifier without quotes.</summary>
    Word,

    /// <summary>A number, with its fraction and exponent.</summary>
    Number,

    /// <summary>A quoted literal with its prefix (<c>E</c>, <c>N</c>, <c>X</c>, <c>B</c>, <c>U&amp;</c>).</summary>
    String,

    /// <summary>A dollar-quoted literal.</summary>
    DollarString,

    /// <summary>An identifier in quotes, backticks or brackets.</summary>
    QuotedName,

    /// <summary>A parameter such as <c>$1</c>.</summary>
    Parameter,

    /// <summary>An operator, or a punctuation mark without a kind of its own.</summary>
    Operator,

    /// <summary>An opening parenthesis.</summary>
    OpenParenthesis,

    /// <summary>A closing parenthesis.</summary>
    CloseParenthesis,

    /// <summary>A dot.</summary>
    Dot,

    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A backslash outside literals.</summary>
    Backslash,

    /// <summary>The head of an executable comment, with its version: <c>/*!50003</c>.</summary>
    ExecutableStart,

    /// <summary>The end of an executable comment.</summary>
    ExecutableEnd,

    /// <summary>The delimiter that a DELIMITER command has set.</summary>
    Delimiter,
}
