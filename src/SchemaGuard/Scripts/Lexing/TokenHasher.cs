using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>
/// A hasher of a sequence of texts that needs constant memory. Each text is hashed as its length (two UTF-16 code units, low one first) and
/// its code units, little-endian on every machine. A length of 0, which no token has, announces a mark.
/// </summary>
internal sealed class TokenHasher : IDisposable
{
    /// <summary>Announces the tokens of a statement.</summary>
    public const char StatementMark = 'S';

    /// <summary>Announces a client command.</summary>
    public const char ClientCommandMark = 'C';

    /// <summary>Announces COPY data.</summary>
    public const char CopyDataMark = 'D';

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(4096);
    private int _used;

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Add((char)(text.Length & 0xFFFF));
        Add((char)(text.Length >> 16));
        while (!text.IsEmpty)
        {
            if (_used == _buffer.Length)
            {
                Flush();
            }

            int count = Math.Min(text.Length, _buffer.Length - _used);
            text[..count].CopyTo(_buffer.AsSpan(_used));
            _used += count;
            text = text[count..];
        }
    }

    /// <summary>Adds a mark that no text can imitate.</summary>
    public void AppendMark(char mark)
    {
        Append([]);
        Add(mark);
    }

    /// <summary>Returns the hash of everything added.</summary>
    public string Finish()
    {
        Flush();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        return $"sha256:{Convert.ToHexStringLower(digest)}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<char>.Shared.Return(_buffer);
    }

    private void Add(char unit)
    {
        if (_used == _buffer.Length)
        {
            Flush();
        }

        _buffer[_used++] = unit;
    }

    private void Flush()
    {
        Span<ushort> units = MemoryMarshal.Cast<char, ushort>(_buffer.AsSpan(0, _used));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        _hash.AppendData(MemoryMarshal.AsBytes(units));
        _used = 0;
    }
}
