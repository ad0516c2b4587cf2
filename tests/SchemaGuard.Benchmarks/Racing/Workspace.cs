namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Is a folder of its own for files and databases. It is removed at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root;

    public Workspace(string directory)
    {
        _root = Path.Combine(directory, $"schemaguard-benchmarks-{Environment.ProcessId}");
        Directory.CreateDirectory(_root);
    }

    public string PathOf(string name) => Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
