using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Providers;

/// <summary>Something that a database says of a statement which it carries out, besides its result.</summary>
/// <param name="Level">
/// What becomes of it: a warning is a finding, what is below is only logged. What rows tell may be an error, and the statement has then failed.
/// </param>
/// <param name="Code">The database's code: SQLSTATE or number, where it has one.</param>
/// <param name="Message">The database's text. Holds no value out of a statement or a row.</param>
/// <param name="Remedy">What to do, where the provider knows.</param>
[Experimental("SG9001")]
public sealed record ServerNotice(LogLevel Level, string? Code, string Message, string? Remedy = null)
{
    /// <summary>Gets the database's text, in one line. Holds no value out of a statement or a row.</summary>
    public string Message
    {
        get;
        init => field = PrintableText.Line(value).TrimEnd('.');
    } = PrintableText.Line(Message).TrimEnd('.');

    /// <summary>Gets whether the provider has written it to the log already.</summary>
    public bool IsLogged { get; init; }
}
