using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Providers;

/// <summary>A query that waits only for a moment for whoever has locked what it reads, and then fails as <see cref="DatabaseErrorKind.Busy"/>.</summary>
/// <param name="Sql">The text, to be sent as one command outside a transaction.</param>
[Experimental("SG9001")]
public sealed record BoundedQuery(string Sql)
{
    /// <summary>Gets how many results come before the query's own.</summary>
    public int ResultsBefore { get; init; }
}
