using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Providers;

/// <summary>A notice that a database sends while it executes a statement, apart from the result.</summary>
/// <param name="Level">
/// What becomes of it: a warning becomes a finding, anything below is only logged. Rows may report an error, in which case the statement has failed.
/// </param>
/// <param name="Code">The database's code: SQLSTATE or number, if it has one.</param>
/// <param name="Message">The database's text. Contains no value from a statement or a row.</param>
/// <param name="Remedy">What to do, if the provider knows.</param>
[Experimental("SG9001")]
public sealed record ServerNotice(LogLevel Level, string? Code, string Message, string? Remedy = null)
{
    /// <summary>Gets the database's text on one line. Contains no value from a statement or a row.</summary>
    public string Message
    {
        get;
        init => field = PrintableText.Line(value).TrimEnd('.');
    } = PrintableText.Line(Message).TrimEnd('.');

    /// <summary>Gets whether the provider has already logged it.</summary>
    public bool IsLogged { get; init; }
}
