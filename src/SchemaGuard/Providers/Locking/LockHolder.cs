using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>Says who holds the migration lock.</summary>
/// <param name="Description">Who and since when, in words for people, without any statement's text.</param>
/// <param name="IsWorking">Whether the database sees the holder execute something at this moment: time in which it makes progress.</param>
[Experimental("SG9001")]
public sealed record LockHolder(string Description, bool IsWorking)
{
    /// <summary>Gets who and since when, in words for people, without any statement's text, in one line.</summary>
    public string Description
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Description);
}
