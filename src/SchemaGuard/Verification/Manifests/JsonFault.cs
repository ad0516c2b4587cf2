using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaGuard.Verification.Manifests;

/// <summary>The place where a text is not valid JSON or contains a duplicate name, for which the parser gives no place.</summary>
internal static class JsonFault
{
    /// <summary>Describes what is wrong and where.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="exception">The parser's exception.</param>
    public static string Describe(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        if (exception is { LineNumber: { } line, BytePositionInLine: { } position })
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is not valid JSON at line {line + 1}, byte {position + 1}");
        }

        return FindTwice(utf8) is { } twice
            ? $"it names \"{twice.Name}\" twice within the same braces, {Place(utf8[..twice.At])}"
            : "it is not valid JSON";
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
