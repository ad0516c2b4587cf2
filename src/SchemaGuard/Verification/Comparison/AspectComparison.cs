using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Compares the aspects of an object that is there with those that are expected of it.</summary>
internal sealed class AspectComparison(ComparisonContext context)
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
        var kind = ComparisonRules.Of(expected.Kind);
        foreach (var rule in kind.Aspects)
        {
            var (wanted, found) = (expected[rule.Aspect], actual[rule.Aspect]);
            if (
                FollowsFromIdentity(rule, expected, actual)
                || IsSame(rule, wanted, found)
                || wanted is null && !context.Expected.IsComplete
                || context.Explains(rule.Aspect == explained || IsExplained(rule, wanted, found, troubled))
            )
            {
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

    /// <summary>Says whether two objects have the same aspects, whatever their names are.</summary>
    public bool IsSame(SchemaObject expected, SchemaObject actual) =>
        ComparisonRules
            .Of(expected.Kind)
            .Aspects.All(rule =>
                expected[rule.Aspect] is var wanted
                && (
                    IsSame(rule, wanted, actual[rule.Aspect])
                    || wanted is null && !context.Expected.IsComplete
                    || rule.Form == AspectForm.ServerText
                        && wanted is not null
                        && actual[rule.Aspect] is { } found
                        && context.IsAlike(wanted, found)
                )
            );

    /// <summary>Compares the columns of keys as the catalog compares names, and all else as it is written.</summary>
    private bool IsSame(AspectRule rule, string? wanted, string? found) =>
        rule switch
        {
            { Form: AspectForm.Value, Aspect: AspectNames.Columns } => context.SamePartName(wanted, found),
            { Form: AspectForm.Value, Aspect: AspectNames.References } => context.SameName(wanted, found),
            _ => wanted == found,
        };

    /// <summary>A column that numbers rows takes no NULL: where it does not, both are one difference.</summary>
    private bool FollowsFromIdentity(AspectRule rule, SchemaObject expected, SchemaObject actual) =>
        rule.Aspect == AspectNames.Nullable
        && context.Expected.IsComplete
        && expected[AspectNames.Identity] != actual[AspectNames.Identity];

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

        if (rule.Form == AspectForm.ServerText && wanted is not null && found is not null)
        {
            if (context.IsAlike(wanted, found))
            {
                var severity =
                    context.IsOtherServer || context.HasSameParentheses(wanted, found)
                        ? FindingSeverity.Information
                        : FindingSeverity.Warning;
                return DifferenceFindings.RenderedDifferently(kind, rule, severity, target, wanted, found);
            }

            if (context.IsOtherServer)
            {
                context.IncomparableTexts++;
                return null;
            }
        }

        return DifferenceFindings.Different(kind, rule, Severity(rule, wanted, found, actual), target, wanted, found);
    }

    /// <summary>Says what a difference means, where that depends on the direction.</summary>
    private static FindingSeverity Severity(AspectRule rule, string? wanted, string? found, SchemaObject actual) =>
        rule.Aspect switch
        {
            // Rows that this build does not count on may come; none of its own is refused.
            AspectNames.Nullable when found != "false" => FindingSeverity.Warning,
            AspectNames.Default when wanted is not null && found is null && actual[AspectNames.Nullable] == "false" =>
                FindingSeverity.Error,
            AspectNames.Default => FindingSeverity.Warning,
            AspectNames.Labels when HasAllLabels(wanted, found) => FindingSeverity.Information,
            _ => rule.Severity,
        };

    /// <summary>Says whether the labels are there in their order, perhaps with others between them: they compare as before.</summary>
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
