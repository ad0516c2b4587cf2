namespace SchemaGuard.Sqlite.Locking;

/// <summary>
/// A file beside the database that is locked while one process does work which no transaction holds. The lock ends with the process, whatever ends it; the file stays: to
/// remove it while somebody waits for it could let two have it.
/// </summary>
/// <param name="file">The open file; <see langword="null"/> where nobody else can have the database.</param>
internal sealed class ReservationFile(FileStream? file) : IDisposable
{
    private const string Suffix = "-schemaguard";

    /// <summary>Tries once to lock the file.</summary>
    /// <param name="database">The path of the database.</param>
    /// <returns>The lock, or <see langword="null"/> when another process has it.</returns>
    public static ReservationFile? TryLock(string database)
    {
        var path = database + Suffix;
        try
        {
            return new ReservationFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public void Dispose() => file?.Dispose();
}
