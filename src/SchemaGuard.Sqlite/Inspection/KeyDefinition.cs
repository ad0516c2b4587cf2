namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A primary or unique key.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Parts">Its columns, in order.</param>
internal sealed record KeyDefinition(string Name, IReadOnlyList<KeyPart> Parts)
{
    /// <summary>Gets whether it is written at its column as <c>PRIMARY KEY DESC</c>, which SQLite does not use as the row's number.</summary>
    public bool IsDescendingAtColumn { get; init; }

    /// <summary>Gets its columns in the form of an aspect.</summary>
    public string Columns => string.Join(", ", Parts);
}
