using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The schema that is expected of a catalog. Objects of the default schema name no schema.</summary>
/// <param name="Objects">The objects. If they are not complete, an aspect that is not given is not compared.</param>
internal sealed record ExpectedSchema(IReadOnlyList<SchemaObject> Objects)
{
    /// <summary>Gets whether these are all objects with all aspects, so that anything else is unexpected.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Gets the revision of the manifest. What only later revisions contain is not known to be missing.</summary>
    public int Revision { get; init; } = SpellingRevision.Current;

    /// <summary>Gets the product that the expectation was read from; <see langword="null"/> if it was written by hand.</summary>
    public string? Product { get; init; }

    /// <summary>
    /// Gets the name of the schema that the expectation was read from, which texts may mention; <see langword="null"/> if none does.
    /// </summary>
    public string? SchemaName { get; init; }

    /// <summary>Gets the version of the server that the expectation was read from.</summary>
    public string? ServerVersion { get; init; }
}
