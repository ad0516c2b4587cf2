using System.Buffers;
using System.Text;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>The comparison of words with keywords, which this code writes in upper case.</summary>
internal static class Keyword
{
    /// <summary>The length of the buffer that <see cref="Upper"/> needs: no keyword in this code is longer.</summary>
    public const int BufferLength = 24;

    /// <summary>Converts an ASCII word to upper case in <paramref name="buffer"/>.</summary>
    /// <returns>The part of the buffer that holds the word; empty when the word is too long or not ASCII, and so not a keyword.</returns>
    public static ReadOnlySpan<char> Upper(ReadOnlySpan<char> word, Span<char> buffer) =>
        word.Length <= buffer.Length && Ascii.ToUpper(word, buffer, out int written) == OperationStatus.Done ? buffer[..written] : [];

    /// <summary>Determines whether a word is the given keyword in any case.</summary>
    public static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
