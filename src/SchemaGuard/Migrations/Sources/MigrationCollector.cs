namespace SchemaGuard.Migrations.Sources;

/// <summary>Gathers the migrations of one module and everything that is wrong with them, so that all problems are reported at once.</summary>
internal sealed class MigrationCollector(string module, IReadOnlyList<string> basePaths)
{
    private readonly List<Migration> _migrations = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, FolderOptions> _folders = new(StringComparer.Ordinal);

    /// <summary>Gets the module that the migrations belong to.</summary>
    public string Module { get; } = module;

    /// <summary>Gets the folders that a relative path is looked up in, in order.</summary>
    public IReadOnlyList<string> BasePaths { get; } = basePaths;

    public IReadOnlyList<Migration> Migrations => _migrations;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Notes that a folder is read. One that was added before, in code and in configuration, say, is taken once.</summary>
    /// <returns>Whether it is still to be read.</returns>
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

    /// <summary>Reports one problem in whole sentences: what, where, and what to do.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Adds a script whose name and bytes are known; reports names and encodings that cannot be used.</summary>
    /// <param name="fileName">The name that carries the version.</param>
    /// <param name="origin">The place shown to people.</param>
    /// <param name="bytes">The whole script.</param>
    /// <param name="readBytes">Reads the script again when it is needed.</param>
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
