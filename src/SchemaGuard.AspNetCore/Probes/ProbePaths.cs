using Microsoft.AspNetCore.Http;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The paths of the probes.</summary>
internal static class ProbePaths
{
    /// <summary>Finds the probe that a path belongs to; <see langword="null"/> if it belongs to none.</summary>
    public static ProbeKind? Find(SchemaGuardProbeOptions options, PathString path) =>
        Matches(path, options.LivePath) ? ProbeKind.Live
        : Matches(path, options.StartupPath) ? ProbeKind.Startup
        : Matches(path, options.ReadyPath) ? ProbeKind.Ready
        : null;

    /// <summary>Refuses paths that routing would not tell apart.</summary>
    /// <exception cref="InvalidOperationException">A path is empty or relative, or two are the same.</exception>
    public static void Validate(SchemaGuardProbeOptions options)
    {
        string[] paths = [options.LivePath, options.StartupPath, options.ReadyPath];
        if (Array.Find(paths, path => path is not ['/', not '/', ..]) is { } wrong)
        {
            throw new InvalidOperationException(
                $"'{wrong}' is not the path of a probe. Write one that begins with a slash, such as /health/ready."
            );
        }

        if (paths.Distinct(StringComparer.OrdinalIgnoreCase).Count() < paths.Length)
        {
            throw new InvalidOperationException(
                $"Two probes have the same path: {string.Join(", ", paths)}. Give each its own: a liveness probe must not fail when a database does."
            );
        }
    }

    private static bool Matches(PathString path, string expected) =>
        path.Value is { } value && string.Equals(value.TrimEnd('/'), expected.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
