using System.IO.Enumeration;

namespace SchemaGuard.Migrations.Sources;

/// <summary>The source of migrations in a folder of SQL files.</summary>
internal sealed class FolderSource(string folder, FolderOptions options) : IMigrationSource
{
    private const string FolderScript = "migration.sql";
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public void Collect(MigrationCollector collector)
    {
        var candidates = new List<string>(collector.BasePaths.Count);
        foreach (var basePath in collector.BasePaths)
        {
            var candidate = Path.GetFullPath(Path.Combine(basePath, folder));
            if (!candidates.Contains(candidate))
            {
                candidates.Add(candidate);
            }
        }

        if (candidates.Find(Directory.Exists) is not { } root)
        {
            collector.Refuse(MigrationMessages.FolderNotFound(folder, candidates));
            return;
        }

        if (!collector.TryEnter(Path.TrimEndingDirectorySeparator(root), options))
        {
            return;
        }

        try
        {
            using var reader = new ScriptFileReader();
            var (before, problems) = (collector.Migrations.Count, collector.Problems.Count);
            new Walk(this, collector, reader, root).Read(root, relative: "");
            if (collector.Migrations.Count == before && collector.Problems.Count == problems)
            {
                collector.Refuse(MigrationMessages.EmptyFolder(root));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            collector.Refuse(MigrationMessages.FolderUnreadable(root, exception.Message));
        }
    }

    private bool IsExcluded(string name)
    {
        foreach (var pattern in options.Exclude)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An entry of a folder. It is a class, like the elements of the other enumerations here, because generic code over classes is compiled
    /// in advance, and over structs only at the first start.
    /// </summary>
    private sealed record Entry(string Name, bool IsDirectory, bool IsLink);

    /// <summary>One pass over the folder.</summary>
    private sealed class Walk(FolderSource source, MigrationCollector collector, ScriptFileReader reader, string root)
    {
        private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
        private FolderBoundary? _boundary;
        private readonly string _shown = source.ShownRoot(root);

        private FolderBoundary Boundary => _boundary ??= new FolderBoundary(root);

        public void Read(string directory, string relative)
        {
            foreach (var entry in List(directory))
            {
                if (!source.IsExcluded(entry.Name))
                {
                    Read(directory, relative + entry.Name, entry);
                }
            }
        }

        private static List<Entry> List(string directory) => [.. new FileSystemEnumerable<Entry>(directory, ToEntry, Everything)];

        /// <summary>
        /// Converts an entry. On Unix it takes a system call to find out whether an entry is a link, so for files this is done when they
        /// are read, together with the check of their type.
        /// </summary>
        private static Entry ToEntry(ref FileSystemEntry entry)
        {
            var isNeeded = entry.IsDirectory || MigrationNameParser.IsScript(entry.FileName);
            return new Entry(
                isNeeded ? entry.FileName.ToString() : "",
                entry.IsDirectory,
                IsLink: entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None
            );
        }

        private void Read(string directory, string relative, Entry entry)
        {
            if (entry.Name.Length == 0 || entry.Name[0] == '.')
            {
                return;
            }

            var path = Path.Combine(directory, entry.Name);
            if (!entry.IsDirectory && RegularFile.IsPlainly(path))
            {
                reader.ReadRegular(collector, entry.Name, path, Origin(relative));
            }
            else if (IsLink(entry, path) && Boundary.FindEscape(path) is { } target)
            {
                collector.Refuse(MigrationMessages.OutsideFolder(Origin(relative), target));
            }
            else if (entry.IsDirectory)
            {
                ReadFolder(path, relative, entry.Name, entry.IsLink);
            }
            else
            {
                reader.Read(collector, entry.Name, path, Origin(relative));
            }
        }

        private static bool IsLink(Entry entry, string path) =>
            entry.IsLink || (!entry.IsDirectory && new FileInfo(path).LinkTarget is not null);

        private void ReadFolder(string path, string relative, string name, bool isLink)
        {
            var script = Path.Combine(path, FolderScript);
            if (MigrationNameParser.ParseStem(name) is not null && File.Exists(script))
            {
                ReadFolderScript(script, $"{relative}/{FolderScript}", name);
            }
            else if (isLink && IsReadElsewhere(path))
            {
                // The link leads to a folder within this one, whose scripts are read or refused at their own place.
            }
            else if (MigrationNameParser.IsScript(name) && !HoldsScripts(path))
            {
                collector.Refuse(MigrationMessages.FolderCalledLikeScript(Origin(relative)));
            }
            else if (source.IsRecursive)
            {
                Read(path, relative + "/");
            }
            else if (HoldsScripts(path))
            {
                collector.Refuse(MigrationMessages.Subfolder(Origin(relative)));
            }
        }

        /// <summary>Determines whether a sub-folder contains scripts that <see cref="FolderOptions.Recursive"/> would read.</summary>
        private bool HoldsScripts(string directory) =>
            List(directory)
                .Exists(entry =>
                    entry.Name is [not '.', ..]
                    && !source.IsExcluded(entry.Name)
                    && !(entry.IsDirectory && entry.IsLink && IsReadElsewhere(Path.Combine(directory, entry.Name)))
                    && (!entry.IsDirectory || HoldsScripts(Path.Combine(directory, entry.Name)))
                );

        /// <summary>
        /// Determines whether the target folder of a link is reached without the link, or was already reached by another one. A ConfigMap
        /// volume keeps its folders below one whose name begins with a dot, which only links reach.
        /// </summary>
        private bool IsReadElsewhere(string path)
        {
            var parts = Boundary.RealParts(path);
            var isHidden = parts.Any(part => part is ['.', _, ..] || source.IsExcluded(part));
            return !isHidden || !_followed.Add(string.Join('/', parts));
        }

        private void ReadFolderScript(string script, string relative, string name)
        {
            if (Boundary.FindEscape(script) is { } target)
            {
                collector.Refuse(MigrationMessages.OutsideFolder(Origin(relative), target));
            }
            else
            {
                reader.Read(collector, name + ".sql", script, Origin(relative));
            }
        }

        private string Origin(string relative) => $"{_shown}/{relative}";
    }

    private bool IsRecursive => options.Recursive;

    /// <summary>Returns the folder as the user wrote it, if that is shorter than the full path.</summary>
    private string ShownRoot(string root) => Path.IsPathRooted(folder) ? root : folder.TrimEnd('/', '\\');
}
