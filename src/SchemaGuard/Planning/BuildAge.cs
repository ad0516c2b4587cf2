using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>
/// The age of a build relative to another, from the signatures that applications leave in the history. It distinguishes a build that
/// returns to earlier content from an earlier build that restarts beside its successor. Two builds of the same version differ by the commit
/// that the SDK appends to it; identical signatures show nothing.
/// </summary>
internal static class BuildAge
{
    /// <summary>Determines whether the build that reads the history is older than the one that wrote the latest row.</summary>
    /// <param name="own">The signature of the build; <see langword="null"/> if it is unknown.</param>
    /// <param name="earlier">The row with the content that the build has.</param>
    /// <param name="latest">The row with the content that replaced it.</param>
    public static bool IsOlder(HistorySignature? own, HistoryRow earlier, HistoryRow latest)
    {
        if (own is null || (own.Application, own.ApplicationVersion) == (latest.Application, latest.ApplicationVersion))
        {
            return false;
        }

        // The age of another application is unknown, and two with contents of their own would take turns.
        return own.Application != latest.Application
            || (
                Parse(own.ApplicationVersion) is { } ours && Parse(latest.ApplicationVersion) is { } theirs && ours != theirs
                    ? ours < theirs
                    : own.ApplicationVersion == earlier.ApplicationVersion
            );
    }

    private static Version? Parse(string? version) => Version.TryParse(version?.Split('-', '+')[0], out var parsed) ? parsed : null;
}
