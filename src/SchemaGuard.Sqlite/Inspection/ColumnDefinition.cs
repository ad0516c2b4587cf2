namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The facts about a column that only the text of its table contains.</summary>
/// <param name="Name">The bare name.</param>
internal sealed record ColumnDefinition(string Name)
{
    /// <summary>Gets its collation, in lower case; <see langword="null"/> for <c>BINARY</c>.</summary>
    public string? Collation { get; set; }

    /// <summary>Gets the expression that computes it, and how the result is kept.</summary>
    public string? Generated { get; set; }

    /// <summary>Gets whether the numbers of deleted rows are never reused.</summary>
    public bool IsAutoincrement { get; set; }
}
