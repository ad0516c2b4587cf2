using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace SchemaGuard.Migrations;

/// <summary>
/// The rules for the bytes of a script: UTF-8 with or without a byte-order mark, UTF-16 with one, nothing else. The checksum is that of the
/// canonical text: no byte-order mark, CRLF and CR as LF, in UTF-8.
/// </summary>
internal static class ScriptText
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Computes the checksum of a script.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="checksum">The checksum.</param>
    /// <returns>What is wrong with the encoding, as a predicate with the offset; <see langword="null"/> when nothing is wrong.</returns>
    public static string? TryComputeChecksum(ReadOnlySpan<byte> bytes, out Checksum checksum)
    {
        checksum = default;
        if (Utf16(bytes) is { } encoding)
        {
            var text = Decode(bytes, encoding, out var problem);
            checksum = problem is null ? HashOf(Encoding.UTF8.GetBytes(text!)) : default;
            return problem;
        }

        var mark = bytes.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
        if (FindProblem(bytes) is { } found)
        {
            return found;
        }

        checksum = HashOf(bytes[mark..]);
        return null;
    }

    /// <summary>
    /// Decodes a script with a valid checksum into its canonical text: what is executed is what was hashed, whatever line ends a checkout
    /// has.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = Utf16(bytes) is { } encoding
            ? Decode(bytes, encoding, out _) ?? ""
            : Encoding.UTF8.GetString(bytes.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes);
        return text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
    }

    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            // FF FE 00 00 would be UTF-32, whose second character is a NUL here: refused below.
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => null,
        };

    private static string? Decode(ReadOnlySpan<byte> bytes, UnicodeEncoding encoding, out string? problem)
    {
        problem = null;
        try
        {
            var text = encoding.GetString(bytes[2..]);
            var nul = text.IndexOf('\0', StringComparison.Ordinal);
            problem = nul < 0 ? null : $"has a NUL character at byte {2 + (2 * nul)} of UTF-16 text";
            return text;
        }
        catch (DecoderFallbackException)
        {
            problem = $"is not valid UTF-16 at byte {2 + FirstUnsound(bytes[2..], bytes[0] == 0xFE)}";
            return null;
        }
    }

    /// <summary>
    /// Finds the first unpaired half of a surrogate pair or of a code unit; in some cases the decoder's own index is that of the unit after
    /// it.
    /// </summary>
    private static int FirstUnsound(ReadOnlySpan<byte> units, bool bigEndian)
    {
        var at = 0;
        while (at + 1 < units.Length)
        {
            var isHigh = (units[bigEndian ? at : at + 1] & 0xFC) == 0xD8;
            var isLow = (units[bigEndian ? at : at + 1] & 0xFC) == 0xDC;
            var isPair = isHigh && at + 3 < units.Length && (units[bigEndian ? at + 2 : at + 3] & 0xFC) == 0xDC;
            if (isLow || (isHigh && !isPair))
            {
                break;
            }

            at += isPair ? 4 : 2;
        }

        return at;
    }

    private static string? FindProblem(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return $"is not UTF-8 at byte {FirstInvalid(bytes)}";
        }

        var nul = bytes.IndexOf((byte)0);
        return nul < 0 ? null : $"has a NUL byte at byte {nul}, as in UTF-16 without a byte-order mark";
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var buffer = ArrayPool<char>.Shared.Rent(bytes.Length);
        Utf8.ToUtf16(bytes, buffer, out var read, out _, replaceInvalidSequences: false);
        ArrayPool<char>.Shared.Return(buffer);
        return read;
    }

    private static Checksum HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Checksum.Size];
        if (!bytes.Contains(CarriageReturn))
        {
            SHA256.HashData(bytes, hash);
            return new Checksum(hash);
        }

        using var incremental = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (bytes.IndexOf(CarriageReturn) is var at and >= 0)
        {
            incremental.AppendData(bytes[..at]);
            incremental.AppendData([LineFeed]);
            bytes = bytes[(at + (at + 1 < bytes.Length && bytes[at + 1] == LineFeed ? 2 : 1))..];
        }

        incremental.AppendData(bytes);
        incremental.GetHashAndReset(hash);
        return new Checksum(hash);
    }
}
