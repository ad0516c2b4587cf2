namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>A folder of scripts whose own name is one that only operators may be told.</summary>
internal sealed class LeakFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("schemaguard-leaks-");

    public LeakFolder(Secrets secrets) => Path = _parent.CreateSubdirectory(secrets.Folder).FullName;

    public string Path { get; }

    /// <summary>Gets a file beside the folder, for what a refusal leaves behind.</summary>
    public string TerminationLog => System.IO.Path.Combine(_parent.FullName, "termination-log");

    public LeakFolder Add(string name, string sql)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), sql);
        return this;
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
