namespace SchemaGuard.Verification.Expectations;

/// <summary>A query on data that must return what is expected.</summary>
/// <param name="Name">What must hold, in words for people.</param>
/// <param name="Sql">The query.</param>
/// <param name="Expected">What the query must return.</param>
internal sealed record Invariant(string Name, string Sql, Expect Expected)
{
    /// <summary>Gets the severity of a violation.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;
}
