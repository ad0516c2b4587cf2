using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>The holder of the migration lock.</summary>
/// <param name="Description">A readable description of who holds it and since when, without any statement's text.</param>
/// <param name="IsWorking">Whether the database sees the holder executing something at this moment, which counts as progress.</param>
[Experimental("SG9001")]
public sealed record LockHolder(string Description, bool IsWorking)
{
    /// <summary>Gets a readable description, on one line, of who holds the lock and since when, without any statement's text.</summary>
    public string Description
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Description);
}
