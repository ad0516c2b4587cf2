using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// Names the constraints of one table. SQLite gives no name to one that was written without, and lets several have the same: here each has one that
/// is its own, and one that says the same again is left out.
/// </summary>
internal sealed class PartNames(string table)
{
    private readonly Dictionary<(SchemaObjectKind Kind, string Name), List<IReadOnlyList<SchemaAspect>>> _taken = [];

    /// <summary>Makes a constraint.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name; empty where it has none.</param>
    /// <param name="content">What stands for the name then.</param>
    /// <param name="aspects">Its aspects.</param>
    /// <returns>The constraint, or <see langword="null"/> where the table has the same one already.</returns>
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
