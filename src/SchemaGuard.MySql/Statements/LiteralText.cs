using System.Text;

namespace SchemaGuard.MySql.Statements;

/// <summary>One way to write string literals: the products, and the views of one product, escape them in several ways.</summary>
internal static class LiteralText
{
    /// <summary>Writes a value as a literal.</summary>
    public static string Of(string value)
    {
        var literal = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var character in value)
        {
            _ = character switch
            {
                '\'' => literal.Append("''"),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append(@"\n"),
                '\r' => literal.Append(@"\r"),
                '\0' => literal.Append(@"\0"),
                '\x1A' => literal.Append(@"\Z"),
                _ => literal.Append(character),
            };
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>Writes a literal in the canonical way.</summary>
    /// <param name="literal">The literal as the server has written it, with its quotes.</param>
    public static string Canonical(string literal) => Of(Unescape(literal[1..^1].Replace("''", "'", StringComparison.Ordinal)));

    /// <summary>Returns the text that escapes stand for. Patterns of LIKE keep their escapes.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length)
            {
                plain.Append(text[index]);
                continue;
            }

            index++;
            _ = text[index] switch
            {
                'n' => plain.Append('\n'),
                'r' => plain.Append('\r'),
                't' => plain.Append('\t'),
                'b' => plain.Append('\b'),
                '0' => plain.Append('\0'),
                'Z' => plain.Append('\x1A'),
                '%' or '_' => plain.Append('\\').Append(text[index]),
                var other => plain.Append(other),
            };
        }

        return plain.ToString();
    }
}
