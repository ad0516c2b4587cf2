namespace SchemaGuard.Scripts.Lexing;

/// <summary>The spelling of names in scripts.</summary>
internal static class SqlName
{
    /// <summary>Removes the quotes of an identifier and undoubles those inside; returns other text unchanged.</summary>
    public static string Unquote(ReadOnlySpan<char> name)
    {
        // U&"…" keeps its escapes: it is shown, not compared.
        if (name.Length > 2 && name[1] == '&')
        {
            name = name[2..];
        }

        char open = name.IsEmpty ? '\0' : name[0];
        if (open is not ('"' or '`' or '[' or '\''))
        {
            return name.ToString();
        }

        char close = open == '[' ? ']' : open;
        ReadOnlySpan<char> inner = name.Length > 1 && name[^1] == close ? name[1..^1] : name[1..];
        return open == '[' ? inner.ToString() : inner.ToString().Replace($"{open}{open}", $"{open}", StringComparison.Ordinal);
    }
}
