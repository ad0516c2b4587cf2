using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>
/// What a look at the catalog would show of a statement that is to make something new, with the condition that it shows just that: one write can then look
/// and record what it
/// has seen. Where the condition does not hold, or the database cannot tell, nothing is written, and <see cref="IStatementSettler.ObserveAsync"/> looks by
/// itself.
/// </summary>
/// <param name="Observed">What <see cref="IStatementSettler.ObserveAsync"/> gives where the condition holds.</param>
/// <param name="Condition">The condition, which may stand in any statement that writes.</param>
[Experimental("SG9001")]
public sealed record ExpectedObservation(string Observed, string Condition)
{
    /// <summary>Gets what stands before a statement that has the condition.</summary>
    /// <value>The default value is empty.</value>
    public string Before { get; init; } = "";

    /// <summary>Gets the condition's parameters.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<(string Name, object? Value)> Parameters { get; init; } = [];
}
