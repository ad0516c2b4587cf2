using System.Security.Cryptography;

namespace SchemaGuard.Verification.Manifests;

/// <summary>Is a manifest that was read and is parsed when it is first needed: a start with nothing to do only needs its digest. Thread-safe.</summary>
internal sealed class ManifestFile(string name, byte[] content)
{
    private readonly Lazy<SchemaManifest> _manifest = new(() => Parse(name, content));

    /// <summary>Gets the name by which people know it.</summary>
    public string Name => name;

    /// <summary>Gets the digest of its bytes.</summary>
    public byte[] Digest { get; } = SHA256.HashData(content);

    /// <summary>Gets the manifest.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
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
