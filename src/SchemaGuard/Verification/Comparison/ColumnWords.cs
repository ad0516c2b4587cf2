using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// A comparer of the words of two texts. It compares words as written, but names of columns as the catalog compares them. Names in quotes
/// that may enclose a literal are compared as written.
/// </summary>
internal sealed class ColumnWords : IEqualityComparer<string>
{
    private readonly HashSet<string>? _columns;

    /// <summary>Collects the names of columns from a catalog that ignores their case.</summary>
    public ColumnWords(Snapshot catalog)
    {
        if (!catalog.PartNameComparer.Equals("a", "A"))
        {
            return;
        }

        _columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var found in catalog.Objects)
        {
            if (found.Kind == SchemaObjectKind.Column)
            {
                _columns.Add(found.Name);
            }
        }

        if (!catalog.NameComparer.Equals("a", "A"))
        {
            // Case distinguishes the names of tables, and it is unknown whether a word names a table or a column.
            _columns.ExceptWith(catalog.Objects.Where(found => found.Table is null).Select(found => found.Name));
        }
    }

    public bool Equals(string? x, string? y) =>
        x == y
        || _columns is not null
            && x is not null
            && string.Equals(x, y, StringComparison.OrdinalIgnoreCase)
            && _columns.Contains(x.Trim('`'));

    public int GetHashCode(string obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj);
}
