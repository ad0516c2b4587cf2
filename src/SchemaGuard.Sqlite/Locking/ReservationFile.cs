namespace SchemaGuard.Sqlite.Locking;

/// <summary>
/// A file beside the database that is locked while one process does work that no transaction covers. The lock ends with the process, however the
/// process ends. The file stays: removing it while another process waits for it could give the lock to two.
/// </summary>
/// <param name="file">The open file; <see langword="null"/> where no other process can open the database.</param>
internal sealed class ReservationFile(FileStream? file) : IDisposable
{
    private const string Suffix = "-schemaguard";

    /// <summary>Tries once to lock the file.</summary>
    /// <param name="database">The path of the database.</param>
    /// <returns>The lock, or <see langword="null"/> when another process holds it.</returns>
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
