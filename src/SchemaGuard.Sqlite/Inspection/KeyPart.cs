using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>One column of a key or index.</summary>
/// <param name="Name">The bare name.</param>
/// <param name="Collation">The collation where it differs from the column's; otherwise <see langword="null"/>.</param>
/// <param name="IsDescending">Whether it is sorted in descending order.</param>
internal sealed record KeyPart(string Name, string? Collation, bool IsDescending)
{
    /// <inheritdoc/>
    public override string ToString() => Write(AspectText.Name(Name), Collation, IsDescending);

    /// <summary>Writes a column or expression with its collation and order.</summary>
    public static string Write(string what, string? collation, bool isDescending) =>
        what + (collation is null ? "" : " collate " + AspectText.Name(collation)) + (isDescending ? " desc" : "");
}
