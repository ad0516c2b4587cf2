using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>Says what kind of failure the database reported.</summary>
/// <param name="Kind">What it means for the guard.</param>
/// <param name="Message">The database's text, or the provider's sentence where the text says too little. Holds no secret.</param>
/// <param name="Remedy">What to do, where the provider knows.</param>
[Experimental("SG9001")]
public sealed record DatabaseError(DatabaseErrorKind Kind, string Message, string? Remedy = null)
{
    /// <summary>Gets the database's text, or the provider's sentence where the text says too little, in one line. Holds no secret.</summary>
    public string Message
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Message);

    /// <summary>Gets the database's code: SQLSTATE or number.</summary>
    public string? Code { get; init; }

    /// <summary>Gets whether the user lacks a right: what was asked for may be there or not.</summary>
    public bool IsMissingRight { get; init; }

    /// <summary>Gets whether the database says that a table or a column is not there, is of another shape, or may not be read by this user.</summary>
    public bool IsOfShape { get; init; }

    /// <summary>Gets the token at which the parser stopped, as written, where the database names it.</summary>
    public string? NearToken { get; init; }

    /// <summary>Gets the place in the statement, in Unicode characters from 1, where the database tells it.</summary>
    public int? Character { get; init; }
}
