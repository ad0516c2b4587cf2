using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Providers;

/// <summary>A query that waits only briefly for a lock on what it reads, and then fails as <see cref="DatabaseErrorKind.Busy"/>.</summary>
/// <param name="Sql">The text, which must be sent as one command outside a transaction.</param>
[Experimental("SG9001")]
public sealed record BoundedQuery(string Sql)
{
    /// <summary>Gets the number of results that precede the query's own.</summary>
    public int ResultsBefore { get; init; }
}
