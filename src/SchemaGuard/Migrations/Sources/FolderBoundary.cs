namespace SchemaGuard.Migrations.Sources;

/// <summary>
/// The boundary of a folder, which links must not leave. Every part of a path may be a link: a ConfigMap volume links twice within its
/// folder, which is allowed.
/// </summary>
internal sealed class FolderBoundary(string root)
{
    private const int MaximumLinks = 40;
    private readonly string _realRoot = Resolve(root);

    /// <summary>Resolves a path to the place where it ends.</summary>
    /// <returns>The place where it ends, if that is outside the folder; <see langword="null"/> if it is inside.</returns>
    public string? FindEscape(string path)
    {
        var real = Resolve(path);
        return real.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : real;
    }

    /// <summary>Returns the parts of the place where a path within the folder ends, relative to the folder.</summary>
    public string[] RealParts(string path) =>
        Path.GetRelativePath(_realRoot, Resolve(path)).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);

    /// <summary>Resolves the links of all parts of a path, as realpath(3) does.</summary>
    private static string Resolve(string path)
    {
        var links = 0;
        var pending = new Stack<string>(Parts(Path.GetFullPath(path)));
        var resolved = Path.GetPathRoot(Path.GetFullPath(path))!;
        while (pending.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(resolved, part));
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MaximumLinks)
            {
                resolved = next;
                continue;
            }

            if (Path.IsPathRooted(target))
            {
                resolved = Path.GetPathRoot(target)!;
            }

            foreach (var step in Parts(target))
            {
                pending.Push(step);
            }
        }

        return resolved;
    }

    /// <summary>Returns the parts of a path, last one first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Reverse();
}
