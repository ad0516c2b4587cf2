using SchemaGuard.Migrations.Sources;

namespace SchemaGuard.Verification.Manifests;

/// <summary>A manifest in a file.</summary>
internal sealed class FileManifest(string path) : IManifestSource
{
    public ManifestFile? Read(IReadOnlyList<string> basePaths, List<string> problems)
    {
        var candidates = basePaths
            .Select(basePath => Path.GetFullPath(Path.Combine(basePath, path)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (candidates.Find(File.Exists) is not { } file)
        {
            problems.Add(ManifestMessages.NotFound(path, candidates));
            return null;
        }

        if (!RegularFile.IsOrIsMissing(file))
        {
            problems.Add(ManifestMessages.NoRegularFile(file));
            return null;
        }

        try
        {
            return new ManifestFile(path, File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(ManifestMessages.Unreadable(file, exception.Message));
            return null;
        }
    }
}
