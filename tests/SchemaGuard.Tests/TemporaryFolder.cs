namespace SchemaGuard.Tests;

/// <summary>Is a folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("schemaguard-").FullName;

    /// <summary>Writes a file, with the folders that it needs.</summary>
    public TemporaryFolder With(string relative, string text = "select 1;")
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
