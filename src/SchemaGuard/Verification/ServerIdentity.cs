namespace SchemaGuard.Verification;

/// <summary>Says which server a catalog was read from.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="Version">Its version, as it says it.</param>
internal sealed record ServerIdentity(string Product, string Version)
{
    /// <summary>Gets whether its catalog keeps SQL as it was written.</summary>
    public bool KeepsText { get; init; }
}
