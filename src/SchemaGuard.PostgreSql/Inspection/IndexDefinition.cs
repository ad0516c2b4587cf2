namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The parts of the text that <c>pg_get_indexdef</c> writes.</summary>
internal static class IndexDefinition
{
    private const string Using = " USING ";

    /// <summary>Returns the text between the parentheses after the method.</summary>
    public static string Columns(string definition)
    {
        var start = AfterUsing(definition);
        var depth = 0;
        var first = -1;
        for (var i = start; i < definition.Length; i++)
        {
            switch (definition[i])
            {
                case '"' or '\'':
                    i = definition.IndexOf(definition[i], i + 1);
                    break;
                case '(' when depth++ == 0:
                    first = i + 1;
                    break;
                case ')' when --depth == 0:
                    return definition[first..i];
            }
        }

        return definition;
    }

    // A table's name may contain the word, in quotes.
    private static int AfterUsing(string definition)
    {
        for (var i = 0; i < definition.Length; i++)
        {
            if (definition[i] == '"')
            {
                i = definition.IndexOf('"', i + 1);
            }
            else if (definition.AsSpan(i).StartsWith(Using, StringComparison.Ordinal))
            {
                return i + Using.Length;
            }
        }

        return 0;
    }
}
