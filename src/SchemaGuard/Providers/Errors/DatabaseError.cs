using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>A classified failure that the database reported.</summary>
/// <param name="Kind">What the failure means for the guard.</param>
/// <param name="Message">The database's text, or the provider's sentence if that text says too little. Contains no secret.</param>
/// <param name="Remedy">What to do, if the provider knows.</param>
[Experimental("SG9001")]
public sealed record DatabaseError(DatabaseErrorKind Kind, string Message, string? Remedy = null)
{
    /// <summary>Gets the database's text on one line, or the provider's sentence if that text says too little. Contains no secret.</summary>
    public string Message
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Message);

    /// <summary>Gets the database's code: SQLSTATE or number.</summary>
    public string? Code { get; init; }

    /// <summary>Gets whether the user lacks a right; the object that was asked for may or may not exist.</summary>
    public bool IsMissingRight { get; init; }

    /// <summary>
    /// Gets whether the database reports that a table or a column does not exist, has another shape, or may not be read by this user.
    /// </summary>
    public bool IsOfShape { get; init; }

    /// <summary>Gets the token at which the parser stopped, as written, if the database names it.</summary>
    public string? NearToken { get; init; }

    /// <summary>Gets the position in the statement, in Unicode characters from 1, if the database reports it.</summary>
    public int? Character { get; init; }
}
