namespace SchemaGuard.Verification.Expectations;

/// <summary>Is a query on data that must give what is expected.</summary>
/// <param name="Name">What must hold, in words for people.</param>
/// <param name="Sql">The query.</param>
/// <param name="Expected">What it must give.</param>
internal sealed record Invariant(string Name, string Sql, Expect Expected)
{
    /// <summary>Gets how bad it is when it does not hold.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;
}
