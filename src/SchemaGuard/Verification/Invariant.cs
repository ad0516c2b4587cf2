namespace SchemaGuard.Verification;

/// <summary>Is a query on data that must give a known number.</summary>
/// <param name="Name">What must hold, in words for people.</param>
/// <param name="Sql">A query that gives one number.</param>
/// <param name="Expected">The number.</param>
internal sealed record Invariant(string Name, string Sql, long Expected);
