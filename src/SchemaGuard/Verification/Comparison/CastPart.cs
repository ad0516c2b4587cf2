namespace SchemaGuard.Verification.Comparison;

/// <summary>Tells the parts of a cast.</summary>
internal enum CastPart
{
    /// <summary>No cast.</summary>
    None,

    /// <summary>The operator.</summary>
    Operator,

    /// <summary>A word of the type's name, or its end.</summary>
    Name,

    /// <summary>The dot after a schema.</summary>
    Dot,

    /// <summary>Length or precision, in parentheses.</summary>
    Modifier,

    /// <summary>The bracket of an array.</summary>
    Bracket,
}
