using System.Text.RegularExpressions;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>A difference in an aspect that only repeats that of another aspect of the same object.</summary>
internal static partial class RepeatedDifference
{
    /// <summary>Determines whether the difference follows from that of another aspect, which is reported.</summary>
    public static bool FollowsFromAnother(ComparisonContext context, AspectRule rule, SchemaObject expected, SchemaObject actual) =>
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
}
