namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Is a statement whose effect the catalog must tell.</summary>
/// <param name="Statement">The statement.</param>
internal sealed record SettlementCase(string Statement)
{
    /// <summary>Gets what makes the database before it, one statement each.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [SettlementCases.Table];

    /// <summary>Gets what somebody else does in its place, one statement each.</summary>
    public IReadOnlyList<string> Meanwhile { get; init; } = ["alter table t add column somebody_elses int"];

    /// <summary>Gets the object that an explanation names.</summary>
    public string Names { get; init; } = "`t`";

    /// <summary>Gets whether it may run again, and does.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Gets the only product that knows it; <see langword="null"/> where both do.</summary>
    public string? Only { get; init; }
}
