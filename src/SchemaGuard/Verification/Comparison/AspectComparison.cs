using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The comparison of the aspects of an existing object with those that are expected of it.</summary>
internal sealed class AspectComparison(ComparisonContext context)
{
    /// <summary>Finds the differences.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="actual">What exists.</param>
    /// <param name="troubled">The columns whose own findings explain differences in SQL that mentions them.</param>
    /// <param name="explained">The aspect whose difference another finding explains.</param>
    public IEnumerable<Finding> Compare(
        SchemaObject expected,
        SchemaObject actual,
        IReadOnlyCollection<string> troubled,
        string? explained = null
    )
    {
        (expected, actual) = context.OfOneSchema(expected, actual);
        var kind = ComparisonRules.Of(expected.Kind);
        foreach (var rule in kind.Aspects)
        {
            var (wanted, found) = (expected[rule.Aspect], actual[rule.Aspect]);
            if (
                RepeatedDifference.FollowsFromAnother(context, rule, expected, actual)
                || IsSame(rule, wanted, found, expected)
                || wanted is null && !context.Expected.IsComplete
                || IsUnknown(rule, wanted, found)
                || context.Explains(rule.Aspect == explained || IsExplained(rule, wanted, found, troubled))
            )
            {
                continue;
            }

            if (IsHidden(wanted, found) || IsHiddenBody(rule, wanted, found, expected))
            {
                context.PassOverText(expected.Kind);
                continue;
            }

            if (Compare(kind, rule, expected, actual) is { } finding)
            {
                yield return finding;
            }

            if (rule.Aspect == AspectNames.Kind)
            {
                // It is something else altogether, so other differences mean nothing.
                yield break;
            }
        }
    }

    /// <summary>Determines whether two objects have the same aspects, whatever their names.</summary>
    public bool IsSame(SchemaObject expected, SchemaObject actual)
    {
        (expected, actual) = context.OfOneSchema(expected, actual);
        return ComparisonRules
            .Of(expected.Kind)
            .Aspects.All(rule =>
                expected[rule.Aspect] is var wanted
                && (
                    IsSame(rule, wanted, actual[rule.Aspect], expected)
                    || wanted is null && !context.Expected.IsComplete
                    || IsUnknown(rule, wanted, actual[rule.Aspect])
                    || IsHidden(wanted, actual[rule.Aspect])
                    || rule.Form == AspectForm.ServerText
                        && wanted is not null
                        && actual[rule.Aspect] is { } found
                        && context.IsAlike(rule, wanted, found)
                )
            );
    }

    /// <summary>Compares the columns of keys as the catalog compares names, and everything else as written.</summary>
    private bool IsSame(AspectRule rule, string? wanted, string? found, SchemaObject expected) =>
        wanted == found
        || rule switch
        {
            { Form: AspectForm.Order } => OrderText.IsSame(wanted, found),
            { Aspect: AspectNames.Columns } when context.SamePartName(wanted, found) => true,
            { Form: AspectForm.Text or AspectForm.ServerText, Aspect: not AspectNames.Default }
                when wanted is not null && found is not null => IsSql(expected) && context.HasSameTokens(wanted, found),
            { Aspect: AspectNames.Default } when expected.Kind == SchemaObjectKind.Column => context.EffectiveDefault(
                wanted,
                expected[AspectNames.Type]
            ) == context.EffectiveDefault(found, expected[AspectNames.Type]),
            { Aspect: AspectNames.Collation } when context.IsOtherProduct => CharacterSet(wanted) == CharacterSet(found),
            { Form: AspectForm.Value, Aspect: AspectNames.References } => ReferenceText.IsSame(
                wanted,
                found,
                context.Actual.NameComparer,
                context.Actual.PartNameComparer
            ),
            _ => false,
        };

    /// <summary>Determines whether one side is of a revision without the aspect, so that its absence means nothing.</summary>
    private bool IsUnknown(AspectRule rule, string? wanted, string? found) =>
        rule.Since > context.Revision && (wanted is null || found is null);

    private static bool IsHidden(string? wanted, string? found) => wanted == AspectText.Unknown || found == AspectText.Unknown;

    /// <summary>Determines whether the body of a routine is hidden: no routine is without one.</summary>
    private static bool IsHiddenBody(AspectRule rule, string? wanted, string? found, SchemaObject target) =>
        rule.Aspect == AspectNames.Definition && target.Kind == SchemaObjectKind.Routine && (wanted is null || found is null);

    /// <summary>
    /// Determines whether the text of an object is SQL, whose comments are known. In other languages white space may have a meaning.
    /// </summary>
    private static bool IsSql(SchemaObject target) => target[AspectNames.Language] is null or "sql" or "plpgsql";

    /// <summary>
    /// Returns the character set of a collation. The products have different default collations for a character set, with different names.
    /// </summary>
    private static string? CharacterSet(string? collation) => collation?.Split('_')[0];

    private bool IsExplained(AspectRule rule, string? wanted, string? found, IReadOnlyCollection<string> troubled) =>
        rule.Aspect != AspectNames.Type
        && (
            context.FollowsFromMissing(wanted)
            || troubled.Count > 0 && (context.MentionsAny(wanted, troubled) || context.MentionsAny(found, troubled))
        );

    private Finding? Compare(KindRule kind, AspectRule rule, SchemaObject expected, SchemaObject actual)
    {
        var target = context.TargetOf(expected);
        var (wanted, found) = (expected[rule.Aspect], actual[rule.Aspect]);
        if (
            rule.Aspect == AspectNames.Definition
            && expected.Kind is SchemaObjectKind.View or SchemaObjectKind.Trigger
            && context.PassOver(expected.Kind)
        )
        {
            return null;
        }

        if (Special(rule, wanted, found, expected, actual, target) is { } special)
        {
            return special;
        }

        if (rule.Form == AspectForm.ServerText && wanted is not null && found is not null)
        {
            if (context.IsAlike(rule, wanted, found))
            {
                return DifferenceFindings.RenderedDifferently(kind, rule, target, wanted, found);
            }

            if (context.IsOtherServer)
            {
                context.IncomparableTexts.Add(target);
                return null;
            }
        }

        return DifferenceFindings.Different(kind, rule, AspectSeverity.Of(rule, expected, actual), target, wanted, found);
    }

    /// <summary>Returns a finding with words of its own for a special difference; <see langword="null"/> for others.</summary>
    private Finding? Special(AspectRule rule, string? wanted, string? found, SchemaObject expected, SchemaObject actual, string target) =>
        rule.Aspect switch
        {
            AspectNames.PartitionOf when wanted is not null && found is null && !PartitionText.IsForGood(wanted) =>
                PartitionFindings.Detached(target, wanted),
            AspectNames.PartitionOf when wanted is null && found is not null => PartitionFindings.Attached(target, found),
            AspectNames.OwnFiring => PartitionFindings.OwnFiring(target, wanted, found),
            AspectNames.OwnedSequence => OwnedSequences.Compare(context, expected, actual),
            AspectNames.Partitioning
                when wanted is not null && found is not null && PartitionList.Compare(wanted, found) is { } partitions =>
                PartitionFindings.Changed(target, partitions),
            AspectNames.Attached when found == AspectText.False => PartitionFindings.NotAttached(
                actual,
                target,
                expected.Kind != SchemaObjectKind.Index || expected[AspectNames.Unique] == AspectText.True
                    ? FindingSeverity.Error
                    : FindingSeverity.Warning
            ),
            _ => null,
        };
}
