using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>Is one column of a key or index.</summary>
/// <param name="Name">The bare name.</param>
/// <param name="Collation">The collation where it is not the column's; <see langword="null"/> else.</param>
/// <param name="IsDescending">Whether it is kept in descending order.</param>
internal sealed record KeyPart(string Name, string? Collation, bool IsDescending)
{
    /// <inheritdoc/>
    public override string ToString() => Write(AspectText.Name(Name), Collation, IsDescending);

    /// <summary>Writes a column or expression with its collation and order.</summary>
    public static string Write(string what, string? collation, bool isDescending) =>
        what + (collation is null ? "" : " collate " + AspectText.Name(collation)) + (isDescending ? " desc" : "");
}
