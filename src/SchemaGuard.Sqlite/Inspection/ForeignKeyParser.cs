namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A parser for <c>REFERENCES</c> and what follows it (sqlite.org/syntax/foreign-key-clause.html).</summary>
internal static class ForeignKeyParser
{
    /// <summary>Reads a foreign key, starting at the word <c>REFERENCES</c>.</summary>
    /// <param name="tokens">The tokens of the table.</param>
    /// <param name="name">The name of the constraint; empty where it has none.</param>
    /// <param name="columns">The bare names of its columns.</param>
    public static ForeignKeyDefinition Read(DefinitionTokens tokens, string name, IReadOnlyList<string> columns)
    {
        tokens.Take("references");
        var table = tokens.ReadName();
        var parents = tokens.ReadList().Select(part => DefinitionTokens.Unquote(tokens.At(part.Start)));
        var key = new ForeignKeyDefinition(name, columns, table, [.. parents]);
        while (ReadReaction(tokens, key)) { }
        return key;
    }

    private static bool ReadReaction(DefinitionTokens tokens, ForeignKeyDefinition key)
    {
        if (tokens.Take("on", "delete"))
        {
            key.OnDelete = ReadAction(tokens);
        }
        else if (tokens.Take("on", "update"))
        {
            key.OnUpdate = ReadAction(tokens);
        }
        else if (tokens.Take("match"))
        {
            tokens.Skip();
        }
        else if (tokens.Take("not", "deferrable"))
        {
            key.IsDeferred = false;
            _ = tokens.Take("initially", "deferred") || tokens.Take("initially", "immediate");
        }
        else if (tokens.Take("deferrable"))
        {
            key.IsDeferred = tokens.Take("initially", "deferred");
            tokens.Take("initially", "immediate");
        }
        else
        {
            return false;
        }

        return true;
    }

    private static string? ReadAction(DefinitionTokens tokens)
    {
        var words = tokens.IsAny("set", "no") ? 2 : 1;
        var start = tokens.Position;
        for (var word = 0; word < words; word++)
        {
            tokens.Skip();
        }

        var action = string.Join(' ', Enumerable.Range(start, words).Select(tokens.WordAt));
        return action == "no action" ? null : action;
    }
}
