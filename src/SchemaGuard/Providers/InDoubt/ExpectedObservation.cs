using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>
/// The observation of the catalog expected before a statement that creates something new, with the condition that confirms it: a single write can
/// then observe and record the result. If the condition does not hold, or the database cannot tell, nothing is written, and
/// <see cref="IStatementSettler.ObserveAsync"/> must look instead.
/// </summary>
/// <param name="Observed">What <see cref="IStatementSettler.ObserveAsync"/> returns if the condition holds.</param>
/// <param name="Condition">The condition, which may be used in any statement that writes.</param>
[Experimental("SG9001")]
public sealed record ExpectedObservation(string Observed, string Condition)
{
    /// <summary>Gets the text that precedes a statement that uses the condition.</summary>
    /// <value>The default value is empty.</value>
    public string Before { get; init; } = "";

    /// <summary>Gets the condition's parameters.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<(string Name, object? Value)> Parameters { get; init; } = [];
}
