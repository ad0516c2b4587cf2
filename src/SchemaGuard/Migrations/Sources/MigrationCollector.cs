namespace SchemaGuard.Migrations.Sources;

/// <summary>The collector of the migrations of one module and of all their problems, so that all problems are reported at once.</summary>
internal sealed class MigrationCollector(string module, IReadOnlyList<string> basePaths)
{
    private readonly List<Migration> _migrations = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, FolderOptions> _folders = new(StringComparer.Ordinal);

    /// <summary>Gets the module that the migrations belong to.</summary>
    public string Module { get; } = module;

    /// <summary>Gets the folders in which a relative path is looked up, in order.</summary>
    public IReadOnlyList<string> BasePaths { get; } = basePaths;

    public IReadOnlyList<Migration> Migrations => _migrations;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>
    /// Records that a folder is read. A folder that is added twice, for example in code and in configuration, is read once.
    /// </summary>
    /// <returns>Whether the folder is still to be read.</returns>
    public bool TryEnter(string root, FolderOptions options)
    {
        if (_folders.TryAdd(root, options))
        {
            return true;
        }

        if (!_folders[root].IsSame(options))
        {
            Refuse(MigrationMessages.FolderTwice(Module, root));
        }

        return false;
    }

    public void Add(Migration migration) => _migrations.Add(migration);

    /// <summary>Reports one problem in full sentences: what, where, and what to do.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Adds a script whose name and bytes are known; reports names and encodings that cannot be used.</summary>
    /// <param name="fileName">The name that contains the version.</param>
    /// <param name="origin">The origin shown to people.</param>
    /// <param name="bytes">The whole script.</param>
    /// <param name="readBytes">The function that reads the script again when it is needed.</param>
    public void AddScript(string fileName, string origin, ReadOnlySpan<byte> bytes, Func<byte[]> readBytes)
    {
        if (MigrationNameParser.ParseFile(fileName) is not { } name)
        {
            Refuse(MigrationMessages.NoVersion(origin));
            return;
        }

        if (name.IsUndo)
        {
            return;
        }

        if (!PrintableText.IsPrintable(name.Stem))
        {
            Refuse(MigrationMessages.UnprintableName(origin));
            return;
        }

        if (ScriptText.TryComputeChecksum(bytes, out var checksum) is { } problem)
        {
            Refuse(MigrationMessages.Encoding(origin, problem));
            return;
        }

        Add(
            new Migration
            {
                Module = Module,
                Name = name.Stem,
                Version = name.Version,
                Kind = name.Version is null ? MigrationKind.Repeatable : MigrationKind.Sql,
                Checksum = checksum,
                Origin = origin,
                ReadBytes = readBytes,
            }
        );
    }
}
