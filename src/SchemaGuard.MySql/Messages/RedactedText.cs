using System.Buffers;

namespace SchemaGuard.MySql.Messages;

/// <summary>
/// The server's sentences without the values that they repeat, and without the text at which it failed to parse a statement: neither belongs in a
/// log.
/// </summary>
internal static class RedactedText
{
    private const string Mask = "…";
    private const string Near = "near '";

    private static readonly SearchValues<char> Word = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$@`."
    );

    /// <summary>Returns a sentence without values.</summary>
    public static string Of(int number, string message) =>
        number switch
        {
            1062 or 1586 => Between(message, "Duplicate entry '", "' for key "),
            1300 or 3854 when message.Contains("convert string '", StringComparison.Ordinal) => Between(
                message,
                "convert string '",
                "' from "
            ),
            1367 when !message.Contains(": '", StringComparison.Ordinal) => Between(message, " '", "' value"),
            1366 or 1292 or 1411 or 1367 or 1525 or 1300 => WithoutQuoted(message),
            1916 => Between(message, "converting '", "' to "),
            1977 => Between(message, " character ", " to '"),
            1917 or 1918 => Between(message, "value '", "' when "),
            1690 => Between(message, " out of range in '", "'"),
            1526 => Between(message, " for value ", ""),
            1761 or 1762 => Between(message, ", record '", "' would lead"),
            _ => message.IndexOf(Near, StringComparison.Ordinal) is var near and >= 0 ? Syntax(message, near + Near.Length) : message,
        };

    /// <summary>Leaves out what stands between two texts, the last occurrence of the second.</summary>
    private static string Between(string message, string before, string after)
    {
        var start = message.IndexOf(before, StringComparison.Ordinal) is var found and >= 0 ? found + before.Length : -1;
        var end = after.Length == 0 ? message.Length : message.LastIndexOf(after, StringComparison.Ordinal);
        return start >= 0 && end >= start ? message[..start] + Mask + message[end..] : message;
    }

    /// <summary>Leaves out the quoted value after a colon; the name of its column may follow in quotes, too.</summary>
    private static string WithoutQuoted(string message) =>
        message.LastIndexOf("' for ", StringComparison.Ordinal) > message.IndexOf(": '", StringComparison.Ordinal)
            ? Between(message, ": '", "' for ")
            : Between(message, ": '", "'");

    /// <summary>Keeps the first word of the text that the server quotes, if it is not a literal.</summary>
    private static string Syntax(string message, int start)
    {
        var end = message.LastIndexOf("' at line", StringComparison.Ordinal);
        if (end <= start)
        {
            return message;
        }

        var text = message[start..end].TrimStart();
        if (text.Length == 0)
        {
            return message;
        }

        var length = text.AsSpan().IndexOfAnyExcept(Word);
        var word =
            text[0] is '\'' or '"' || char.IsAsciiDigit(text[0]) ? Mask
            : length < 0 ? text
            : text[..Math.Max(length, 1)];
        return message[..start] + word + message[end..];
    }
}
