namespace SchemaGuard.Verification.Manifests;

/// <summary>The source of a manifest.</summary>
internal interface IManifestSource
{
    /// <summary>Reads the manifest's bytes.</summary>
    /// <param name="basePaths">The folders in which a relative path is looked up, in order.</param>
    /// <param name="problems">The list that receives a sentence if it cannot be read.</param>
    /// <returns>The bytes with the name by which people know them, or <see langword="null"/>.</returns>
    ManifestFile? Read(IReadOnlyList<string> basePaths, List<string> problems);
}
