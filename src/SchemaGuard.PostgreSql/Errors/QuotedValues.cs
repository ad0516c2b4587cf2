using Npgsql;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>The values that the server quotes in its sentences: what it could not read, and the literal at which it stopped reading a statement.</summary>
internal static class QuotedValues
{
    private const string DataExceptions = "22";

    // The driver has no name for it.
    private const string SequenceLimit = "2200H";
    private const string Withheld = "\"…\"";
    private const string Near = "at or near ";

    /// <summary>Returns a sentence of the server with an ellipsis for each value in it. Names stay.</summary>
    /// <param name="state">The SQLSTATE that comes with the sentence.</param>
    /// <param name="text">The sentence.</param>
    public static string Withhold(string state, string text) =>
        state switch
        {
            // It names a sequence.
            SequenceLimit => text,
            PostgresErrorCodes.SyntaxError => OfSyntax(text),
            _ when state.StartsWith(DataExceptions, StringComparison.Ordinal) => OfData(text),
            _ => text,
        };

    /// <summary>Most sentences end with the value, after a colon; in others it is the first that is quoted.</summary>
    private static string OfData(string text)
    {
        var end = text.IndexOf(": \"", StringComparison.Ordinal);
        return end >= 0 ? text[..end] + ": " + Withheld : Without(text, from: 0);
    }

    /// <summary>
    /// The token at which the parser stopped is a word of SQL or a name, unless it is a literal. Values that are languages of their own, such as
    /// jsonpath and tsquery, have syntax errors, too.
    /// </summary>
    private static string OfSyntax(string text)
    {
        var near = text.IndexOf(Near, StringComparison.Ordinal);
        if (near < 0)
        {
            return text.Contains(": \"", StringComparison.Ordinal) ? OfData(text) : text;
        }

        var token = text.AsSpan(near + Near.Length).TrimStart('"');
        return IsLiteral(token) || !text.EndsWith('"') ? Without(text, near) : text;
    }

    private static bool IsLiteral(ReadOnlySpan<char> token) =>
        token.Contains('\'') || (!token.IsEmpty && (token[0] == '$' || char.IsAsciiDigit(token[0])));

    /// <summary>Removes what stands between the first and the last quotation mark: a value may contain some.</summary>
    private static string Without(string text, int from)
    {
        var (first, last) = (text.IndexOf('"', from), text.LastIndexOf('"'));
        return first >= 0 && last > first ? text[..first] + Withheld + text[(last + 1)..] : text;
    }
}
