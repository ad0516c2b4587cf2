namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A foreign key. <c>MATCH</c> is left out: SQLite parses it and ignores it.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Columns">The bare names of its columns.</param>
/// <param name="Table">The bare name of the table that it refers to.</param>
/// <param name="References">The bare names of the columns that it refers to; empty for those of the primary key.</param>
internal sealed record ForeignKeyDefinition(string Name, IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> References)
{
    /// <summary>Gets the action on deletion, in lower case; <see langword="null"/> for <c>NO ACTION</c>.</summary>
    public string? OnDelete { get; set; }

    /// <summary>Gets the action on an update of the key, in lower case; <see langword="null"/> for <c>NO ACTION</c>.</summary>
    public string? OnUpdate { get; set; }

    /// <summary>
    /// Gets whether it is checked when the transaction commits. <c>DEFERRABLE</c> alone changes nothing (sqlite.org/foreignkeys.html, section 4.2).
    /// </summary>
    public bool IsDeferred { get; set; }
}
