using System.Text.RegularExpressions;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Compares the aspects of an object that is there with those that are expected of it.</summary>
internal sealed partial class AspectComparison(ComparisonContext context)
{
    /// <summary>Finds the differences.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="troubled">Columns whose own finding explains SQL that mentions them.</param>
    /// <param name="explained">An aspect that another finding explains.</param>
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
                // It is something else altogether: what else is different says nothing.
                yield break;
            }
        }
    }

    /// <summary>Determines whether two objects have the same aspects, whatever their names are.</summary>
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

    /// <summary>Compares the columns of keys as the catalog compares names, and all else as it is written.</summary>
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

    /// <summary>Determines whether one side is of a revision that does not hold the aspect: that it has none says nothing.</summary>
    private bool IsUnknown(AspectRule rule, string? wanted, string? found) =>
        rule.Since > context.Revision && (wanted is null || found is null);

    private static bool IsHidden(string? wanted, string? found) => wanted == AspectText.Unknown || found == AspectText.Unknown;

    /// <summary>There is no routine without a body.</summary>
    private static bool IsHiddenBody(AspectRule rule, string? wanted, string? found, SchemaObject target) =>
        rule.Aspect == AspectNames.Definition && target.Kind == SchemaObjectKind.Routine && (wanted is null || found is null);

    /// <summary>Determines whether the text of an object is SQL, whose comments are known. Elsewhere a blank may carry meaning.</summary>
    private static bool IsSql(SchemaObject target) => target[AspectNames.Language] is null or "sql" or "plpgsql";

    /// <summary>The products have other usual collations of one character set, and other names for them.</summary>
    private static string? CharacterSet(string? collation) => collation?.Split('_')[0];

    /// <summary>Determines whether a difference is that of another aspect once more, which is told.</summary>
    private bool FollowsFromAnother(AspectRule rule, SchemaObject expected, SchemaObject actual) =>
        rule.Aspect switch
        {
            // What is told of a sequence that went with the numbering or the default, or that is another one, says the rest.
            AspectNames.OwnedSequence => expected[rule.Aspect] != actual[rule.Aspect]
                && (
                    expected[AspectNames.Identity] != actual[AspectNames.Identity]
                    || expected[AspectNames.Default] != actual[AspectNames.Default]
                    || OwnedSequences.Compare(context, expected, actual) is null
                ),
            AspectNames.Sequence or AspectNames.Persistence when expected.Kind == SchemaObjectKind.Column => context.Revision
                >= ColumnAspects.Revision
                && expected[AspectNames.OwnedSequence] != actual[AspectNames.OwnedSequence],

            // What is not enforced is not validated.
            AspectNames.Validated => expected[AspectNames.Enforced] != actual[AspectNames.Enforced],

            // A column that numbers rows takes no NULL.
            AspectNames.Nullable => context.Expected.IsComplete && expected[AspectNames.Identity] != actual[AspectNames.Identity],

            // What can be written through a view follows from its definition, and each product says it in its own way.
            AspectNames.Updatable => context.IsOtherProduct || expected[AspectNames.Definition] != actual[AspectNames.Definition],

            // Where the invoker's rights count there is no definer, and a user of few rights is shown none.
            AspectNames.Definer => expected[rule.Aspect] is null || actual[rule.Aspect] is null,

            // What the types of a routine say is how they differ from its own collation.
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

    /// <summary>Says what is different in words of its own, where there are some.</summary>
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

    /// <summary>Says what a difference means, where that depends on the direction.</summary>
    private static FindingSeverity Severity(AspectRule rule, string? wanted, string? found, SchemaObject expected, SchemaObject actual) =>
        rule.Aspect switch
        {
            // Another table would be read and written.
            AspectNames.Storage when actual[AspectNames.Kind]?.StartsWith("foreign", StringComparison.Ordinal) == true =>
                FindingSeverity.Error,
            AspectNames.Definition when actual.Kind == SchemaObjectKind.Other => OtherObjects.Severity(actual),
            AspectNames.Options when actual.Kind == SchemaObjectKind.Other => OtherObjects.SeverityOfOptions(actual),
            // Other rows are kept apart: as without the index, two may come that are the same, or one may be refused.
            AspectNames.Columns
            or AspectNames.Predicate when expected.Kind == SchemaObjectKind.Index && expected[AspectNames.Unique] == AspectText.True =>
                FindingSeverity.Error,
            // Rows that this build does not count on may come; none of its own is refused.
            AspectNames.Nullable when found != "false" => FindingSeverity.Warning,
            AspectNames.Default when wanted is not null && found is null && actual[AspectNames.Nullable] == "false" =>
                FindingSeverity.Error,
            AspectNames.Default => FindingSeverity.Warning,
            AspectNames.Labels when HasAllLabels(wanted, found) => FindingSeverity.Information,
            _ => rule.Severity,
        };

    /// <summary>Determines whether the labels are there in their order, perhaps with others between them: they compare as before.</summary>
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
