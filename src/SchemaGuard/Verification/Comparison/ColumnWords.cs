using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Compares the words of two texts as they are written, but names of columns as the catalog compares them. In quotes that may be those of a literal they stay as they are.</summary>
internal sealed class ColumnWords : IEqualityComparer<string>
{
    private readonly HashSet<string>? _columns;

    /// <summary>Takes the names of columns from a catalog that does not tell their cases apart.</summary>
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
            // The name of a table is another in another case, and nobody knows which of the two a word is.
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
