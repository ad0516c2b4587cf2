using SchemaGuard.Inspection;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Holds what is expected of a catalog. Objects of the default schema name none.</summary>
/// <param name="Objects">The objects. Where they are not all, an aspect that is not given is not compared.</param>
internal sealed record ExpectedSchema(IReadOnlyList<SchemaObject> Objects)
{
    /// <summary>Gets whether these are all objects with all aspects, so that whatever else exists is unexpected.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Gets the revision of the manifest: what later ones hold besides is not known to be missing from an earlier one.</summary>
    public int Revision { get; init; } = ManifestSections.CurrentRevision;

    /// <summary>Gets the product that the expectation was read from; <see langword="null"/> for one that was written by hand.</summary>
    public string? Product { get; init; }

    /// <summary>Gets the name of the schema that the expectation was read from, which texts may name; <see langword="null"/> where none does.</summary>
    public string? SchemaName { get; init; }

    /// <summary>Gets the version of the server that the expectation was read from.</summary>
    public string? ServerVersion { get; init; }
}
