using System.Text.RegularExpressions;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The comparison of the aspects of an existing object with those that are expected of it.</summary>
internal sealed partial class AspectComparison(ComparisonContext context)
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
                FollowsFromAnother(rule, expected, actual)
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

    /// <summary>Determines whether a difference only repeats that of another aspect, which is reported.</summary>
    private bool FollowsFromAnother(AspectRule rule, SchemaObject expected, SchemaObject actual) =>
        rule.Aspect switch
        {
            // The finding about a sequence that went with the numbering or the default, or that was replaced, says the rest.
            AspectNames.OwnedSequence => expected[rule.Aspect] != actual[rule.Aspect]
                && (
                    expected[AspectNames.Identity] != actual[AspectNames.Identity]
                    || expected[AspectNames.Default] != actual[AspectNames.Default]
                    || OwnedSequences.Compare(context, expected, actual) is null
                ),
            AspectNames.Sequence or AspectNames.Persistence when expected.Kind == SchemaObjectKind.Column => context.Revision
                >= ColumnAspects.Revision
                && expected[AspectNames.OwnedSequence] != actual[AspectNames.OwnedSequence],

            // A constraint that is not enforced is not validated.
            AspectNames.Validated => expected[AspectNames.Enforced] != actual[AspectNames.Enforced],

            // A column that numbers rows does not accept NULL.
            AspectNames.Nullable => context.Expected.IsComplete && expected[AspectNames.Identity] != actual[AspectNames.Identity],

            // Whether a view can be written to follows from its definition, and each product reports it in its own way.
            AspectNames.Updatable => context.IsOtherProduct || expected[AspectNames.Definition] != actual[AspectNames.Definition],

            // With the rights of the invoker there is no definer, and a user with few rights is not shown it.
            AspectNames.Definer => expected[rule.Aspect] is null || actual[rule.Aspect] is null,

            // The types of a routine only state how they differ from its own collation.
            AspectNames.Parameters or AspectNames.Returns => expected[AspectNames.Collation] != actual[AspectNames.Collation]
                && WithoutCollations(expected[rule.Aspect]) == WithoutCollations(actual[rule.Aspect]),
            _ => false,
        };

    private static string? WithoutCollations(string? types) => types is null ? null : Collate().Replace(types, "");

    [GeneratedRegex(@" collate \w+", RegexOptions.None, 1000)]
    private static partial Regex Collate();

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

        return DifferenceFindings.Different(kind, rule, Severity(rule, wanted, found, expected, actual), target, wanted, found);
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

    /// <summary>Returns the severity of a difference, which may depend on its direction.</summary>
    private static FindingSeverity Severity(AspectRule rule, string? wanted, string? found, SchemaObject expected, SchemaObject actual) =>
        rule.Aspect switch
        {
            // A different table would be read and written.
            AspectNames.Storage when actual[AspectNames.Kind]?.StartsWith("foreign", StringComparison.Ordinal) == true =>
                FindingSeverity.Error,
            AspectNames.Definition when actual.Kind == SchemaObjectKind.Other => OtherObjects.Severity(actual),
            AspectNames.Options when actual.Kind == SchemaObjectKind.Other => OtherObjects.SeverityOfOptions(actual),
            // Uniqueness is enforced for other rows: as without the index, duplicates may be written, or a row may be rejected.
            AspectNames.Columns
            or AspectNames.Predicate when expected.Kind == SchemaObjectKind.Index && expected[AspectNames.Unique] == AspectText.True =>
                FindingSeverity.Error,
            // Rows that this build does not expect may be written, but none of its own is rejected.
            AspectNames.Nullable when found != "false" => FindingSeverity.Warning,
            AspectNames.Default when wanted is not null && found is null && actual[AspectNames.Nullable] == "false" =>
                FindingSeverity.Error,
            AspectNames.Default => FindingSeverity.Warning,
            AspectNames.Labels when HasAllLabels(wanted, found) => FindingSeverity.Information,
            _ => rule.Severity,
        };

    /// <summary>
    /// Determines whether all labels exist in their order, perhaps with others between them, so that they compare as before.
    /// </summary>
    private static bool HasAllLabels(string? wanted, string? found)
    {
        var labels = (wanted ?? "").Split(", ");
        var next = 0;
        foreach (var label in (found ?? "").Split(", "))
        {
            next += next < labels.Length && label == labels[next] ? 1 : 0;
        }

        return next == labels.Length;
    }
}
