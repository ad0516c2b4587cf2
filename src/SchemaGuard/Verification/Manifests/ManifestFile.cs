using System.Security.Cryptography;

namespace SchemaGuard.Verification.Manifests;

/// <summary>
/// A manifest that has been read and is parsed when it is first needed: a start with nothing to do only needs its digest. Thread-safe.
/// </summary>
internal sealed class ManifestFile(string name, byte[] content)
{
    private readonly Lazy<SchemaManifest> _manifest = new(() => Parse(name, content));

    /// <summary>Gets the name by which people know the manifest.</summary>
    public string Name => name;

    /// <summary>Gets the digest of the manifest's bytes.</summary>
    public byte[] Digest { get; } = SHA256.HashData(content);

    /// <summary>Gets the manifest.</summary>
    /// <exception cref="InvalidDataException">The file is not a manifest.</exception>
    public SchemaManifest Manifest => _manifest.Value;

    private static SchemaManifest Parse(string name, byte[] content)
    {
        try
        {
            return SchemaManifest.Parse(content);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"Manifest '{name}' is not understood: {exception.Message}", exception);
        }
    }
}
