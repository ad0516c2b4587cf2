using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The parts of a table that nothing expects.</summary>
internal sealed class UnexpectedParts(ComparisonContext context, SchemaObject expectedTable, SchemaObject table)
{
    /// <summary>Reports them, except for those that only follow from something else that is reported.</summary>
    /// <param name="unexpected">The parts that no expected part has matched.</param>
    /// <param name="troubled">The columns whose own findings explain other differences.</param>
    public IEnumerable<Finding> Find(List<SchemaObject> unexpected, IReadOnlyCollection<string> troubled)
    {
        var columns = unexpected
            .Where(part => part.Kind == SchemaObjectKind.Column)
            .Select(part => part.Name)
            .ToHashSet(context.Actual.PartNameComparer);

        // A detached partition keeps what it had from its parent.
        var ofParent = ParentParts.Of(expectedTable, table, context.Actual);
        foreach (var part in unexpected.Where(part => !IsBroughtAlong(part, unexpected) && !ParentParts.IsAmong(ofParent, part)))
        {
            if (part.Kind == SchemaObjectKind.Column && NeedsValue(part))
            {
                yield return DifferenceFindings.InsertWouldFail(context.TargetOf(part));
            }
            else if (part[AspectNames.Valid] == "false" || !context.Holds(part.Kind))
            {
                // Invalid indexes are reported separately, expected or not.
            }
            else if (
                part.Kind == SchemaObjectKind.Column
                || !context.Explains(
                    part.Aspects.Any(aspect => context.MentionsAny(aspect.Value, columns) || context.MentionsAny(aspect.Value, troubled))
                )
            )
            {
                yield return part.Kind switch
                {
                    SchemaObjectKind.Rule => DifferenceFindings.UnexpectedRule(part, context.TargetOf(part)),
                    SchemaObjectKind.Policy when table[AspectNames.RowSecurity] is not null => DifferenceFindings.UnexpectedPolicy(
                        part,
                        context.TargetOf(part)
                    ),
                    _ => DifferenceFindings.Unexpected(ComparisonRules.Of(part.Kind), context.TargetOf(part)),
                };
            }
        }
    }

    /// <summary>Determines whether an index came with a foreign key: MySQL creates one for a foreign key that has none.</summary>
    private static bool IsBroughtAlong(SchemaObject part, List<SchemaObject> unexpected) =>
        part.Kind == SchemaObjectKind.Index
        && unexpected.Exists(other => other.Kind == SchemaObjectKind.ForeignKey && other[AspectNames.Columns] == part[AspectNames.Columns]);

    private static bool NeedsValue(SchemaObject column) =>
        column[AspectNames.Nullable] == "false"
        && column[AspectNames.Default] is null
        && column[AspectNames.Identity] is null
        && column[AspectNames.Generated] is null;
}
