namespace SchemaGuard.Sqlite.Errors;

/// <summary>The values that SQLite quotes in its sentences: a path in JSON, and the literal at which it stopped reading a statement.</summary>
internal static class QuotedValues
{
    private const string Withheld = "…";
    private static readonly string[] BeforeTokens = ["near \"", "unrecognized token: \""];
    private static readonly string[] BeforeValues = ["JSON path: '", "JSON path error near '", "syntax error near \""];

    /// <summary>Returns a sentence of SQLite with an ellipsis for each value in it. Names stay.</summary>
    public static string Withhold(string text)
    {
        var value = Array.Find(BeforeValues, before => text.Contains(before, StringComparison.Ordinal));
        var start = value ?? Array.Find(BeforeTokens, before => text.StartsWith(before, StringComparison.Ordinal));
        if (start is null)
        {
            return text;
        }

        var first = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var last = text.LastIndexOf(start[^1]);
        return value is not null || IsLiteral(text.AsSpan(first)) ? text[..first] + Withheld + text[Math.Max(first, last)..] : text;
    }

    /// <summary>Determines whether a token is a string, a blob or a number, and not a word of SQL or a name.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> token) =>
        token is ['\'', ..] or ['x' or 'X', '\'', ..] || (!token.IsEmpty && char.IsAsciiDigit(token[0]));
}
