using System.Buffers;

namespace SchemaGuard.Migrations.Sources;

/// <summary>
/// A reader of script files with one rented buffer, so that ten thousand small files cost ten thousand reads and nothing else.
/// </summary>
internal sealed class ScriptFileReader : IDisposable
{
    private const int Block = 512;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);

    /// <summary>Reads and hashes one file and adds it to the collector.</summary>
    /// <param name="collector">The collector that receives the migration or the problem.</param>
    /// <param name="fileName">The name that contains the version.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="origin">The origin shown to people.</param>
    public void Read(MigrationCollector collector, string fileName, string path, string origin)
    {
        if (!RegularFile.IsOrIsMissing(path))
        {
            collector.Refuse(MigrationMessages.NoRegularFile(origin));
            return;
        }

        ReadRegular(collector, fileName, path, origin);
    }

    /// <summary>Reads and hashes a file that is known to be regular.</summary>
    /// <inheritdoc cref="Read"/>
    public void ReadRegular(MigrationCollector collector, string fileName, string path, string origin)
    {
        try
        {
            collector.AddScript(fileName, origin, ReadBytes(path), () => File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            collector.Refuse(MigrationMessages.FileUnreadable(origin, exception.Message));
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private ReadOnlySpan<byte> ReadBytes(string path)
    {
        using var handle = File.OpenHandle(path);
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(handle, _buffer.AsSpan(length), length);
            length += read;

            // The end of the file can cut a read short anywhere, a failing disk or server only at the end of a block: then the next read
            // shows which it was.
            if (read == 0 || read % Block != 0)
            {
                return _buffer.AsSpan(0, length);
            }

            if (length == _buffer.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
