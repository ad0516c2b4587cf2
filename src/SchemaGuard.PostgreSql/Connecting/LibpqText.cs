using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>A connection string in libpq's form: <c>host=db dbname=app password='it''s'</c> (PostgreSQL documentation, section 34.1.1.1).</summary>
internal static class LibpqText
{
    /// <summary>
    /// Reads the pairs of a text if all of it has this form and there are at least two: a single pair is the same in ADO.NET's form.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, string>>? pairs)
    {
        pairs = null;
        var found = new List<KeyValuePair<string, string>>();
        var index = 0;
        while (Skip(text, ref index))
        {
            if (ReadKeyword(text, ref index) is not { } keyword || ReadValue(text, ref index) is not { } value)
            {
                return false;
            }

            found.Add(new(keyword, value));
        }

        // In ADO.NET's form, the text before the first space is the first pair with its semicolon.
        if (found.Count < 2 || found[0].Value.Contains(';', StringComparison.Ordinal))
        {
            return false;
        }

        pairs = found;
        return true;
    }

    /// <summary>Skips white space, and determines whether anything is left.</summary>
    private static bool Skip(string text, ref int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            index++;
        }

        return index < text.Length;
    }

    private static string? ReadKeyword(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && (char.IsAsciiLetter(text[index]) || text[index] == '_'))
        {
            index++;
        }

        var keyword = text[start..index];
        if (keyword.Length == 0 || !Skip(text, ref index) || text[index] != '=')
        {
            return null;
        }

        index++;
        return keyword;
    }

    private static string? ReadValue(string text, ref int index)
    {
        if (!Skip(text, ref index))
        {
            return "";
        }

        var isQuoted = text[index] == '\'';
        index += isQuoted ? 1 : 0;
        var value = new StringBuilder();
        for (; index < text.Length; index++)
        {
            if (isQuoted ? text[index] == '\'' : char.IsWhiteSpace(text[index]))
            {
                index++;
                return value.ToString();
            }

            index += text[index] == '\\' && index + 1 < text.Length ? 1 : 0;
            value.Append(text[index]);
        }

        return isQuoted ? null : value.ToString();
    }
}
