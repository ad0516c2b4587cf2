namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// The parsed text of a virtual table. SQLite's own functions for columns need the module, which the guard's connection may not have loaded; the text
/// is always available.
/// </summary>
/// <param name="Module">The bare name of the module, in lower case.</param>
/// <param name="Columns">The arguments that name a column, each with the text after the name.</param>
/// <param name="Options">The other arguments, such as <c>tokenize = 'porter'</c>; <see langword="null"/> where there are none.</param>
internal sealed record VirtualTableDefinition(string Module, IReadOnlyList<(string Name, string Type)> Columns, string? Options)
{
    /// <summary>Reads <c>CREATE VIRTUAL TABLE</c> as sqlite_master keeps it.</summary>
    /// <returns>The definition, or <see langword="null"/> for the text of another table.</returns>
    public static VirtualTableDefinition? Parse(string sql)
    {
        var tokens = new DefinitionTokens(sql);
        if (!tokens.Take("create", "virtual", "table"))
        {
            return null;
        }

        tokens.Take("if", "not", "exists");
        tokens.ReadName();
        tokens.Take("using");
        var module = tokens.ReadName().ToLowerInvariant();
        var columns = new List<(string, string)>();
        var options = new List<string>();
        foreach (var (start, end) in tokens.ReadList().Where(part => part.End > part.Start))
        {
            // R-trees mark columns that are not part of the tree with a plus.
            var first = tokens.At(start) == "+" ? start + 1 : start;
            if (Enumerable.Range(start, end - start).Any(index => tokens.At(index) == "="))
            {
                options.Add(tokens.AsWritten(start, end));
            }
            else
            {
                columns.Add((DefinitionTokens.Unquote(tokens.At(first)), tokens.AsWritten(first + 1, end)));
            }
        }

        return new VirtualTableDefinition(module, columns, options.Count == 0 ? null : string.Join(", ", options));
    }
}
