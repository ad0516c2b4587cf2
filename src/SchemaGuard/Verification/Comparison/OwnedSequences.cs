using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The comparison of the sequences that columns own. An application may use a sequence by its name, whether or not the column numbers rows
/// with it.
/// </summary>
internal sealed class OwnedSequences(ComparisonContext context)
{
    private readonly List<(SchemaObject Column, SchemaObject Sequence)> _expected =
    [
        .. context.Expected.Objects.Where(found => found.Kind == SchemaObjectKind.Column).SelectMany(Of),
    ];

    /// <summary>Returns a finding about what became of a column's sequence; <see langword="null"/> if another finding reports it.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="expected">The column that is expected.</param>
    /// <param name="actual">The column that exists.</param>
    public static Finding? Compare(ComparisonContext context, SchemaObject expected, SchemaObject actual)
    {
        var (wanted, found) = (Of(expected).ToList(), Of(actual).ToList());
        var gained = found.Find(other => !wanted.Exists(pair => IsSame(context, pair.Sequence, other.Sequence))).Sequence;
        if (wanted.Find(pair => !found.Exists(other => IsSame(context, pair.Sequence, other.Sequence))).Sequence is not { } lost)
        {
            return gained is null || context.Expected.Objects.Any(other => IsSame(context, other, gained))
                ? null
                : DifferenceFindings.Unexpected(ComparisonRules.Of(SchemaObjectKind.Sequence), context.TargetOf(gained));
        }

        var (name, column) = (context.TargetOf(lost), context.TargetOf(expected));
        return context.Actual.Find(SchemaObjectKind.Sequence, lost.Schema, table: null, lost.Name) is not null
                ? SequenceFindings.NoLongerOwned(name, column)
            : gained is null ? SequenceFindings.Missing(name, column)
            : SequenceFindings.Renamed(name, context.TargetOf(gained), column, isNumbering: expected[AspectNames.Identity] is not null);
    }

    /// <summary>Determines whether a sequence is reported as one that its column no longer owns.</summary>
    public bool WasOwned(SchemaObject sequence) =>
        sequence.Kind == SchemaObjectKind.Sequence
        && _expected.Exists(pair =>
            IsSame(context, pair.Sequence, sequence)
            && context.Actual.Find(SchemaObjectKind.Column, pair.Column.Schema, pair.Column.Table, pair.Column.Name) is not null
        );

    /// <summary>Finds the column that now owns a sequence.</summary>
    public SchemaObject? FindOwner(SchemaObject expected) =>
        expected.Kind != SchemaObjectKind.Sequence
            ? null
            : context.Actual.Objects.FirstOrDefault(found =>
                found.Kind == SchemaObjectKind.Column && Of(found).Any(pair => IsSame(context, pair.Sequence, expected))
            );

    private static bool IsSame(ComparisonContext context, SchemaObject left, SchemaObject right) =>
        left.Kind == right.Kind
        && context.SameName(left.Name, right.Name)
        && context.SameName(left.Schema ?? context.Actual.DefaultSchema, right.Schema ?? context.Actual.DefaultSchema);

    private static IEnumerable<(SchemaObject Column, SchemaObject Sequence)> Of(SchemaObject column) =>
        from name in column[AspectNames.OwnedSequence]?.Split(", ") ?? []
        let parts = ObjectNames.Split(name)
        select (column, new SchemaObject(SchemaObjectKind.Sequence, parts.Count > 1 ? parts[0] : column.Schema, table: null, parts[^1]));
}
