namespace SchemaGuard.PostgreSql.Statements;

/// <summary>The names in a statement's tokens.</summary>
internal static class ObjectName
{
    /// <summary>Reads a name with its schema as it is written, which is what <c>to_regclass</c> takes.</summary>
    /// <param name="tokens">The statement's tokens.</param>
    /// <param name="index">The place of the first part; moved past the last.</param>
    public static string ReadQualified(IReadOnlyList<string> tokens, ref int index)
    {
        var name = Take(tokens, ref index);
        while (index < tokens.Count && tokens[index] == ".")
        {
            index++;
            name += "." + Take(tokens, ref index);
        }

        return name;
    }

    /// <summary>
    /// Returns the name that the catalog has for an identifier: without its quotes, or folded to lower case where it has none. Only the letters A to
    /// Z are folded, as a server in UTF-8 does.
    /// </summary>
    public static string Fold(string identifier) =>
        identifier.Length > 1 && identifier[0] == '"' && identifier[^1] == '"'
            ? identifier[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
            : FoldLetters(identifier.ToCharArray());

    /// <summary>Skips a word if it is the next.</summary>
    public static bool Pass(IReadOnlyList<string> tokens, ref int index, string word)
    {
        if (index < tokens.Count && tokens[index].Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            index++;
            return true;
        }

        return false;
    }

    private static string FoldLetters(char[] letters)
    {
        for (var index = 0; index < letters.Length; index++)
        {
            if (char.IsAsciiLetterUpper(letters[index]))
            {
                letters[index] = char.ToLowerInvariant(letters[index]);
            }
        }

        return new string(letters);
    }

    private static string Take(IReadOnlyList<string> tokens, ref int index) => index < tokens.Count ? tokens[index++] : "";
}
