namespace SchemaGuard.Verification;

/// <summary>The server that a catalog was read from.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="Version">The version, as the server reports it.</param>
internal sealed record ServerIdentity(string Product, string Version)
{
    /// <summary>Gets whether the server's catalog keeps SQL as written.</summary>
    public bool KeepsText { get; init; }
}
