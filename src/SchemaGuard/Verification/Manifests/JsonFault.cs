using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaGuard.Verification.Manifests;

/// <summary>Says where a text is no JSON, or names something twice: of that the parser does not say where.</summary>
internal static class JsonFault
{
    /// <summary>Describes what is wrong.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="exception">What the parser said of it.</param>
    public static string Describe(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        if (exception is { LineNumber: { } line, BytePositionInLine: { } position })
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is no JSON at line {line + 1}, byte {position + 1}");
        }

        return FindTwice(utf8) is { } twice
            ? $"it names \"{twice.Name}\" twice within the same braces, {Place(utf8[..twice.At])}"
            : "it is no JSON that can be read";
    }

    private static (string Name, int At)? FindTwice(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(
            utf8,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                names.Push(new HashSet<string>(StringComparer.Ordinal));
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                names.Pop();
            }
            else if (
                reader.TokenType == JsonTokenType.PropertyName
                && Encoding.UTF8.GetString(reader.ValueSpan) is var name
                && !names.Peek().Add(name)
            )
            {
                return (name, (int)reader.TokenStartIndex);
            }
        }

        return null;
    }

    private static string Place(ReadOnlySpan<byte> before) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the second time at line {before.Count((byte)'\n') + 1}, byte {before.Length - before.LastIndexOf((byte)'\n')}"
        );
}
