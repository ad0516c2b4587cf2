using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// The names of one table's constraints. SQLite leaves a constraint without a name nameless, and allows several to share one. Here each gets a name
/// of its own, and one that only repeats another is left out.
/// </summary>
internal sealed class PartNames(string table)
{
    private readonly Dictionary<(SchemaObjectKind Kind, string Name), List<IReadOnlyList<SchemaAspect>>> _taken = [];

    /// <summary>Creates a constraint.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name; empty where it has none.</param>
    /// <param name="content">The text that replaces a missing name.</param>
    /// <param name="aspects">Its aspects.</param>
    /// <returns>The constraint, or <see langword="null"/> where the table already has the same one.</returns>
    public SchemaObject? Make(SchemaObjectKind kind, string name, string content, IReadOnlyList<SchemaAspect> aspects)
    {
        var own = name.Length > 0 ? name : $"({content})";
        var key = (kind, own.ToUpperInvariant());
        if (!_taken.TryGetValue(key, out var others))
        {
            _taken.Add(key, others = []);
        }

        if (others.Exists(other => other.SequenceEqual(aspects)))
        {
            return null;
        }

        others.Add(aspects);
        return new SchemaObject(kind, CatalogReader.Main, table, others.Count == 1 ? own : $"{own} {others.Count}", aspects);
    }
}
