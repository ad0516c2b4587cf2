namespace SchemaGuard.Sqlite.Inspection;

/// <summary>Holds what only the text of a table says of a column.</summary>
/// <param name="Name">The bare name.</param>
internal sealed record ColumnDefinition(string Name)
{
    /// <summary>Gets its collation, in lower case; <see langword="null"/> for <c>BINARY</c>.</summary>
    public string? Collation { get; set; }

    /// <summary>Gets the expression from which it is computed, with how it is kept.</summary>
    public string? Generated { get; set; }

    /// <summary>Gets whether numbers of deleted rows are never given again.</summary>
    public bool IsAutoincrement { get; set; }
}
