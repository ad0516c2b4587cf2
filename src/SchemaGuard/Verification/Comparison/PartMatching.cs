using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The matching of the parts of a table with the expected ones. It records which parts have been matched.</summary>
internal sealed class PartMatching(ComparisonContext context, SchemaObject table, IReadOnlyList<SchemaObject> expected)
{
    /// <summary>The kinds that enforce uniqueness: a primary key and a unique index do so like a unique key.</summary>
    private static readonly SchemaObjectKind[] UniqueKinds =
    [
        SchemaObjectKind.UniqueKey,
        SchemaObjectKind.PrimaryKey,
        SchemaObjectKind.Index,
    ];

    private readonly AspectComparison _aspects = new(context);
    private readonly HashSet<SchemaObject> _matched = [];
    private Dictionary<SchemaObjectKind, HashSet<string>>? _expectedNames;
    private List<SchemaObject>? _unexpectedColumns;

    /// <summary>Gets the existing parts.</summary>
    public IReadOnlyList<SchemaObject> Actual { get; } = context.Actual.PartsOf(table);

    /// <summary>Gets whether there are parts that no expected part has matched.</summary>
    public bool HasOthers => _matched.Count < Actual.Count;

    /// <summary>Gets the parts that no expected part has matched.</summary>
    public IEnumerable<SchemaObject> Others => Actual.Where(part => !_matched.Contains(part));

    /// <summary>Records that a part is one of the expected ones.</summary>
    public void Take(SchemaObject part) => _matched.Add(part);

    /// <summary>Determines whether the parts are exactly the expected ones, as is the case for nearly all tables.</summary>
    public bool AreEqual()
    {
        if (expected.Count != Actual.Count)
        {
            return false;
        }

        if (context.Actual.HasColumnOrder && !Columns(expected).SequenceEqual(Columns(Actual), context.Actual.PartNameComparer))
        {
            return false;
        }

        foreach (var part in expected)
        {
            if (
                (part.Name.Length == 0 && part.Kind != SchemaObjectKind.PrimaryKey)
                || Match(part) is not { } actual
                || actual.Name != part.Name
                || !actual.HasAspectsOf(part)
                || actual[AspectNames.Valid] is not null
            )
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Columns(IEnumerable<SchemaObject> parts) =>
        parts.Where(part => part.Kind == SchemaObjectKind.Column).Select(part => part.Name);

    /// <summary>Finds the part that is meant: by its name or, if that is unknown, by all of its aspects.</summary>
    public SchemaObject? Match(SchemaObject part) =>
        part.Name.Length > 0 || part.Kind == SchemaObjectKind.PrimaryKey
            ? context.Actual.Find(part.Kind, table.Schema, table.Name, part.Name)
            : FindSame(part, part.Kind == SchemaObjectKind.UniqueKey ? UniqueKinds : [part.Kind]);

    /// <summary>Finds a part of one of the given kinds with the same aspects, whatever its name.</summary>
    public SchemaObject? FindSame(SchemaObject part, IReadOnlyList<SchemaObjectKind> kinds) =>
        Actual.FirstOrDefault(candidate =>
            kinds.Contains(candidate.Kind)
            && (!context.Expected.IsComplete || IsFree(candidate))
            && (
                candidate.Kind != SchemaObjectKind.Index
                || IsUsable(candidate) && (part.Kind == SchemaObjectKind.Index || IsPlainUnique(candidate))
            )
            && _aspects.IsSame(part, candidate)
        );

    /// <summary>Finds the key that a unique index has become, which enforces the same uniqueness.</summary>
    public SchemaObject? FindConstraintOf(SchemaObject index) =>
        index[AspectNames.Unique] != "true" || index[AspectNames.Predicate] is not null
            ? null
            : Actual.FirstOrDefault(candidate =>
                candidate.Kind is SchemaObjectKind.UniqueKey or SchemaObjectKind.PrimaryKey
                && IsFree(candidate)
                && context.SamePartName(candidate[AspectNames.Columns], index[AspectNames.Columns])
                && candidate[AspectNames.NullsNotDistinct] == index[AspectNames.NullsNotDistinct]
                && candidate[AspectNames.Include] == index[AspectNames.Include]
            );

    /// <summary>Finds the column that a missing one may have become: an unexpected one of the same type.</summary>
    public SchemaObject? FindRenamed(SchemaObject missing)
    {
        _unexpectedColumns ??= [.. Actual.Where(part => part.Kind == SchemaObjectKind.Column && !IsExpected(part))];
        var candidates = _unexpectedColumns.FindAll(part =>
            !_matched.Contains(part) && part[AspectNames.Type] == (missing[AspectNames.Type] ?? part[AspectNames.Type])
        );
        if (context.Expected.IsComplete && candidates is [var only])
        {
            return only;
        }

        var nearest = candidates.Count is 0 or > RenamedTables.MostAlike
            ? null
            : NearestName.Find(missing.Name, candidates.Select(candidate => candidate.Name));
        return candidates.Find(candidate => candidate.Name == nearest);
    }

    /// <summary>
    /// Determines whether a part matches no other expectation. Requirements in code may state the same thing twice, in two ways.
    /// </summary>
    private bool IsFree(SchemaObject candidate) => !_matched.Contains(candidate) && !(candidate.Name.Length > 0 && IsExpected(candidate));

    /// <summary>Determines whether a part of this kind and name is expected.</summary>
    private bool IsExpected(SchemaObject candidate)
    {
        _expectedNames ??= expected
            .GroupBy(part => part.Kind)
            .ToDictionary(group => group.Key, group => group.Select(part => part.Name).ToHashSet(context.Actual.PartNameComparer));
        return _expectedNames.TryGetValue(candidate.Kind, out var names) && names.Contains(candidate.Name);
    }

    private static bool IsPlainUnique(SchemaObject index) => index[AspectNames.Unique] == "true" && index[AspectNames.Predicate] is null;

    /// <summary>Determines whether an index is usable: one whose build was interrupted does not enforce uniqueness.</summary>
    private static bool IsUsable(SchemaObject index) => index[AspectNames.Valid] is null;
}
