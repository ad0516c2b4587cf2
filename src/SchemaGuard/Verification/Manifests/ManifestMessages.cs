using SchemaGuard.Findings;

namespace SchemaGuard.Verification.Manifests;

/// <summary>The sentences about a manifest that cannot be read.</summary>
internal static class ManifestMessages
{
    public static string NotFound(string path, IReadOnlyList<string> looked) =>
        $"Manifest '{path}' was not found. Paths tried: {string.Join(", ", looked)}. Create it with 'schemaguard manifest --output {path}', "
        + $"{Wording.Of("and copy it to the build's output folder", "or correct the path")}.";

    public static string Unreadable(string path, string problem) => $"Manifest '{path}' cannot be read: {problem}";

    public static string NoRegularFile(string path) =>
        $"Manifest '{path}' is a pipe, a socket or a device, which may never end. Give the path of a regular file.";

    public static string NotEmbedded(string resource, string assembly, IReadOnlyList<string> known) =>
        $"Manifest '{resource}' is not embedded in assembly '{assembly}'. Embedded resources: {string.Join(", ", known)}. "
        + "Add it to the project as EmbeddedResource.";

    public static string Invalid(string problem) => $"{problem}. Create it again with 'schemaguard manifest'.";
}
