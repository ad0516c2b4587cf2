namespace SchemaGuard.Sqlite.Statements;

/// <summary>A comparer of names as SQLite compares them: ASCII letters are equal in either case, all other characters are not.</summary>
internal sealed class AsciiNameComparer : StringComparer
{
    public static AsciiNameComparer Instance { get; } = new();

    public override int Compare(string? x, string? y) => string.CompareOrdinal(Fold(x), Fold(y));

    public override bool Equals(string? x, string? y) =>
        ReferenceEquals(x, y) || x is not null && y is not null && x.Length == y.Length && Fold(x) == Fold(y);

    public override int GetHashCode(string obj) => Fold(obj)!.GetHashCode(StringComparison.Ordinal);

    private static string? Fold(string? name) =>
        name is null || !name.AsSpan().ContainsAnyInRange('A', 'Z')
            ? name
            : string.Create(name.Length, name, static (folded, given) => FoldInto(folded, given));

    private static void FoldInto(Span<char> folded, string given)
    {
        for (var index = 0; index < given.Length; index++)
        {
            folded[index] = char.IsAsciiLetterUpper(given[index]) ? (char)(given[index] | 0x20) : given[index];
        }
    }
}
