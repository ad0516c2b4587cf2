using SchemaGuard.Execution;

namespace SchemaGuard.Planning;

/// <summary>
/// Tells a build that goes back to what an earlier one had from the earlier one itself, which restarts beside its successor, by what applications sign the history with. Of two
/// builds of one version the commit tells, which the SDK adds to it; where all of it is the same, it tells nothing.
/// </summary>
internal static class BuildAge
{
    /// <summary>Determines whether the build that reads the history is older than the one that has written its latest row.</summary>
    /// <param name="own">How the build signs; <see langword="null"/> where it is not known.</param>
    /// <param name="earlier">The row of the content that the build has.</param>
    /// <param name="latest">The row of the content that has replaced it.</param>
    public static bool IsOlder(HistorySignature? own, HistoryRow earlier, HistoryRow latest)
    {
        if (own is null || (own.Application, own.ApplicationVersion) == (latest.Application, latest.ApplicationVersion))
        {
            return false;
        }

        // Of another application nothing can be told: two with contents of their own would take turns.
        return own.Application != latest.Application
            || (
                Parse(own.ApplicationVersion) is { } ours && Parse(latest.ApplicationVersion) is { } theirs && ours != theirs
                    ? ours < theirs
                    : own.ApplicationVersion == earlier.ApplicationVersion
            );
    }

    private static Version? Parse(string? version) => Version.TryParse(version?.Split('-', '+')[0], out var parsed) ? parsed : null;
}
