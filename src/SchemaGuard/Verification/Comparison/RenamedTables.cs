using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The search for the table that a missing one may have become: an unexpected one with nearly the same columns. Tables of the same shape
/// are treated as one, so that the work grows with the number of tables and not of pairs.
/// </summary>
internal sealed class RenamedTables(ComparisonContext context, HiddenObjects hidden)
{
    /// <summary>
    /// The maximum number of tables of the same shape. Among more, such as the months of a log, a similar name is a coincidence.
    /// </summary>
    internal const int MostAlike = 32;
    private const double LikeAnother = 0.8;

    private readonly Dictionary<string, List<SchemaObject>> _likeShape = new(StringComparer.Ordinal);
    private List<Shape>? _shapes;

    /// <summary>Gets how many shapes were compared with one another.</summary>
    internal int Comparisons { get; private set; }

    /// <summary>Finds the table.</summary>
    /// <param name="missing">The missing table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="taken">Tables that are already matched.</param>
    public SchemaObject? Find(SchemaObject missing, IEnumerable<SchemaObject> columns, HashSet<SchemaObject> taken)
    {
        var names = columns.Select(column => column.Name).ToHashSet(context.Actual.PartNameComparer);
        if (names.Count == 0)
        {
            return null;
        }

        // Tables that were taken when the shapes were read stay taken.
        _shapes ??= ReadShapes(taken);
        var signature = Signature(names);
        if (!_likeShape.TryGetValue(signature, out var alike))
        {
            alike = [.. _shapes.Where(shape => IsLike(shape, names)).SelectMany(shape => shape.Tables)];
            _likeShape.Add(signature, alike);
        }

        if (alike.Count > MostAlike)
        {
            return null;
        }

        var candidates = alike.FindAll(candidate => !taken.Contains(candidate));
        if (candidates is [var only])
        {
            return only;
        }

        var nearest = candidates.Count == 0 ? null : NearestName.Find(missing.Name, candidates.Select(other => other.Name));
        return candidates.Find(candidate => candidate.Name == nearest);
    }

    private bool IsLike(Shape shape, HashSet<string> names)
    {
        Comparisons++;
        return shape.Columns.Count(names.Contains) >= LikeAnother * Math.Max(names.Count, shape.Columns.Count);
    }

    private List<Shape> ReadShapes(HashSet<SchemaObject> taken)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (
            var table in context.Actual.Objects.Where(other =>
                other.Kind == SchemaObjectKind.Table
                && other[AspectNames.PartitionOf] is null
                && !taken.Contains(other)
                && !hidden.Hides(other)
            )
        )
        {
            var columns = context
                .Actual.PartsOf(table)
                .Where(part => part.Kind == SchemaObjectKind.Column)
                .Select(part => part.Name)
                .ToList();
            var signature = Signature(columns);
            if (!shapes.TryGetValue(signature, out var shape))
            {
                shapes.Add(signature, shape = new Shape(columns, []));
            }

            shape.Tables.Add(table);
        }

        return [.. shapes.Values];
    }

    private static string Signature(IEnumerable<string> columns) => string.Join('\0', columns.Order(StringComparer.Ordinal));

    private sealed record Shape(List<string> Columns, List<SchemaObject> Tables);
}
