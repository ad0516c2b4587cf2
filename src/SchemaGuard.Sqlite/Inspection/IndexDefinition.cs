namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The facts about an index that only its text contains.</summary>
/// <param name="IsUnique">Whether it is unique.</param>
/// <param name="Parts">Its columns and expressions in their canonical form, without their sort order.</param>
/// <param name="Predicate">The condition of a partial index; <see langword="null"/> for an index of all rows.</param>
internal sealed record IndexDefinition(bool IsUnique, IReadOnlyList<string> Parts, string? Predicate)
{
    /// <summary>Reads <c>CREATE INDEX</c> as sqlite_master keeps it.</summary>
    public static IndexDefinition Parse(string sql)
    {
        var tokens = new DefinitionTokens(sql);
        tokens.Take("create");
        var isUnique = tokens.Take("unique");
        while (!tokens.IsAtEnd && !tokens.Is("("))
        {
            tokens.Skip();
        }

        var parts = tokens.ReadList().Select(part => tokens.Canonical(part.Start, EndOfOperand(tokens, part.End))).ToList();
        return new IndexDefinition(isUnique, parts, tokens.Take("where") ? tokens.CanonicalRest() : null);
    }

    private static int EndOfOperand(DefinitionTokens tokens, int end) => tokens.WordAt(end - 1) is "asc" or "desc" ? end - 1 : end;
}
