using System.Buffers;
using System.Text;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>Makes words comparable with the keywords in this code, which are written in upper case.</summary>
internal static class Keyword
{
    /// <summary>The length of the buffer that <see cref="Upper"/> needs: no keyword asked for is longer.</summary>
    public const int BufferLength = 24;

    /// <summary>Upper-cases an ASCII word into <paramref name="buffer"/>.</summary>
    /// <returns>The part of the buffer that holds the word; empty when the word is too long or not ASCII, hence no keyword.</returns>
    public static ReadOnlySpan<char> Upper(ReadOnlySpan<char> word, Span<char> buffer) =>
        word.Length <= buffer.Length && Ascii.ToUpper(word, buffer, out int written) == OperationStatus.Done ? buffer[..written] : [];

    /// <summary>Tells whether a word is the given keyword in any case.</summary>
    public static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
