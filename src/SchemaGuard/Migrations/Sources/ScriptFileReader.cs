using System.Buffers;

namespace SchemaGuard.Migrations.Sources;

/// <summary>Reads script files through one borrowed buffer, so that ten thousand small files cost ten thousand reads and nothing else.</summary>
internal sealed class ScriptFileReader : IDisposable
{
    private const int Block = 512;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);

    /// <summary>Reads and hashes one file and adds it to the collector.</summary>
    /// <param name="collector">Receives the migration or the problem.</param>
    /// <param name="fileName">The name that carries the version.</param>
    /// <param name="path">The file.</param>
    /// <param name="origin">The place shown to people.</param>
    public void Read(MigrationCollector collector, string fileName, string path, string origin)
    {
        if (!RegularFile.IsOrIsMissing(path))
        {
            collector.Refuse(MigrationMessages.NoRegularFile(origin));
            return;
        }

        ReadRegular(collector, fileName, path, origin);
    }

    /// <summary>Reads and hashes what is known to be a regular file.</summary>
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

            // A file is cut short by its end anywhere, by a failing disk or server only where a block ends: then the next read tells.
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
