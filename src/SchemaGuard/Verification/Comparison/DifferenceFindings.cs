using System.Globalization;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The findings about a catalog that is not as expected.</summary>
internal static class DifferenceFindings
{
    private static readonly string[] FollowedBy = [" of ", " in ", " with ", " for ", " at "];

    private const string Restore =
        "Correct it in a new migration, or undo by hand what was done by hand. "
        + "If it is intended, write the manifest again with 'schemaguard manifest' or correct the requirement.";

    public static Finding Missing(KindRule rule, SchemaObject expected, string target, string? renamed)
    {
        var hint = renamed is null
            ? ""
            : $" {Capital(rule.Noun)} '{renamed}', which is not expected, is similar: it may have been renamed.";
        return new Finding(
            rule.Missing,
            SeverityOfMissing(rule, expected),
            target,
            $"{Capital(rule.Noun)} '{target}' is expected and does not exist.{hint}",
            Restore
        );
    }

    public static Finding Different(
        KindRule kind,
        AspectRule rule,
        FindingSeverity severity,
        string target,
        string? expected,
        string? actual
    ) =>
        new(kind.Different, severity, target, Sentence(kind, rule, target, expected, actual), Restore)
        {
            Expected = expected ?? Absent(kind, rule),
            Actual = actual ?? Absent(kind, rule),
        };

    public static Finding Unexpected(KindRule rule, string target) =>
        new(
            rule.Unexpected,
            FindingSeverity.Information,
            target,
            $"{Capital(rule.Noun)} '{target}' exists but is not expected.",
            "Nothing needs to be done. If it is needed, create it in a migration and write the manifest again; if not, drop it."
        );

    public static Finding UnexpectedRule(SchemaObject rule, string target) =>
        rule[AspectNames.Definition]?.Contains("DO INSTEAD", StringComparison.Ordinal) == true
            ? new Finding(
                FindingCodes.RuleUnexpected,
                FindingSeverity.Error,
                target,
                $"Rule '{target}', which is not expected, runs instead of the application's statements: what they write may be lost.",
                $"Drop it: DROP RULE {AspectText.Name(rule.Name)} ON {ObjectNames.Join(rule.Table)}. "
                    + "If it is intended, create it in a migration and write the manifest again."
            )
            : Unexpected(ComparisonRules.Of(rule.Kind), target);

    public static Finding UnexpectedPolicy(SchemaObject policy, string target)
    {
        var does = policy[AspectNames.Kind] is null
            ? "may allow reading or writing rows that no expected policy allows"
            : "may hide or reject rows that no expected policy hides or rejects";
        return new Finding(
            FindingCodes.PolicyUnexpected,
            FindingSeverity.Warning,
            target,
            $"Policy '{target}', which is not expected, {does}.",
            "If it is needed, create it in a migration and write the manifest again; if not, drop it."
        );
    }

    public static Finding BecameConstraint(SchemaObject constraint, string index, string target) =>
        new(
            FindingCodes.IndexDifferent,
            constraint[AspectNames.Deferrable] is null ? FindingSeverity.Information : FindingSeverity.Error,
            index,
            constraint[AspectNames.Deferrable] is null
                ? $"Index '{index}' has become {ComparisonRules.Of(constraint.Kind).Noun} '{target}', which enforces the same uniqueness."
                : $"Index '{index}' has become {ComparisonRules.Of(constraint.Kind).Noun} '{target}', which is {constraint[AspectNames.Deferrable]}: "
                    + "ON CONFLICT cannot use it, and a row may be rejected later.",
            "If it is not deferrable, nothing needs to be done unless a migration drops it as an index. If it is intended, write the manifest again."
        );

    public static Finding ColumnOrder(string table, IReadOnlyList<string> expected, IReadOnlyList<string> actual) =>
        new(
            FindingCodes.ColumnOrderDifferent,
            FindingSeverity.Information,
            table,
            $"The columns of table '{table}' are in a different order.",
            "Nothing needs to be done if statements name their columns. INSERT without a list of columns puts values into other columns: "
                + "name the columns, or write the manifest again."
        )
        {
            Expected = AspectText.Names(expected),
            Actual = AspectText.Names(actual),
        };

    public static Finding InsertWouldFail(string column) =>
        new(
            FindingCodes.InsertWouldFail,
            FindingSeverity.Error,
            column,
            $"Column '{column}', which is not expected, does not accept NULL and has no default: every insert that does not name it fails.",
            "Give it a default, let it accept NULL, or drop it. If this build fills it, write the manifest again."
        );

    public static Finding AnotherShape(string table, IReadOnlyList<string> missing, IReadOnlyList<string> others, int expected)
    {
        var has = others.Count == 0 ? "" : $" It has {List(others)} instead.";
        return new Finding(
            FindingCodes.TableShape,
            FindingSeverity.Error,
            table,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Table '{table}' exists with the right name but a different shape: "
                    + $"{missing.Count} of its {expected} expected columns are missing, {List(missing)}.{has}"
            ),
            "It is probably a different table of the same name, such as an older one that a migration found in its place. "
                + "Save its contents, move it out of the way, and let the migration that creates the expected one run."
        )
        {
            Expected = string.Join(", ", missing),
            Actual = string.Join(", ", others),
        };
    }

    public static Finding NameDifferent(KindRule rule, string expected, string actual) =>
        new(
            FindingCodes.NameDifferent,
            FindingSeverity.Information,
            expected,
            $"{Capital(rule.Noun)} '{expected}' is as expected but is named '{actual}'.",
            "Nothing needs to be done unless a statement names it. To settle this, rename it or write the manifest again."
        )
        {
            Expected = expected,
            Actual = actual,
        };

    public static Finding RenderedDifferently(KindRule kind, AspectRule rule, string target, string expected, string actual) =>
        new(
            FindingCodes.RenderedDifferently,
            FindingSeverity.Information,
            target,
            $"{Capital(rule.Noun)} of {kind.Noun} '{target}' {IsOrAre(rule)} written "
                + $"differently than expected but {(IsPlural(rule) ? "mean" : "means")} the same.",
            "Nothing needs to be done: redundant parentheses, casts to a text type, the order of a list or the case of words differ, "
                + "as after restoring a dump. To settle this, write the manifest again."
        )
        {
            Expected = expected,
            Actual = actual,
        };

    public static Finding Unseen(IEnumerable<SchemaObjectKind> kinds, int objects)
    {
        var names = string.Join(", ", kinds.Order().Select(kind => ComparisonRules.Of(kind).Noun + "s"));
        return new Finding(
            FindingCodes.Unseen,
            FindingSeverity.Information,
            names,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The database does not show this user all {names} or their texts: {objects} of the expected ones could not be compared."
            ),
            "Let a user with more rights check them, such as that of the job that migrates."
        );
    }

    public static Finding ManifestOfOtherServer(string manifest, string server, IReadOnlyList<string> texts) =>
        new(
            FindingCodes.ManifestOfOtherServer,
            FindingSeverity.Information,
            manifest,
            $"The manifest comes from {manifest}, but this is {server}: what defines {List(texts)} is written differently and could not be compared.",
            "Write the manifest again from this server, so that it can be compared."
        );

    private static string Sentence(KindRule kind, AspectRule rule, string target, string? expected, string? actual) =>
        rule.Aspect == AspectNames.Nullable && actual == "false"
            ? $"{Capital(kind.Noun)} '{target}' does not accept NULL but is expected to."
        : rule.Aspect == AspectNames.Nullable ? $"{Capital(kind.Noun)} '{target}' accepts NULL but is expected not to."
        : rule.Form == AspectForm.Flag && IsTrue(rule, actual)
            ? $"{Capital(kind.Noun)} '{target}' is {rule.Noun} but is expected not to be."
        : rule.Form == AspectForm.Flag ? $"{Capital(kind.Noun)} '{target}' is not {rule.Noun} but is expected to be."
        : rule.Form is AspectForm.ServerText or AspectForm.Text && expected is not null && actual is not null
            ? $"{Capital(rule.Noun)} of {kind.Noun} '{target}' {IsOrAre(rule)} not as expected."
        // A definition may be long, so it is shown beside the sentence.
        : rule.Form is AspectForm.ServerText or AspectForm.Text && actual is null
            ? $"{Capital(rule.Noun)} of {kind.Noun} '{target}' {IsOrAre(rule)} missing."
        : rule.Form is AspectForm.ServerText or AspectForm.Text
            ? $"{Capital(rule.Noun)} of {kind.Noun} '{target}' {IsOrAre(rule)} there, but none {IsOrAre(rule)} expected."
        : $"{Capital(rule.Noun)} of {kind.Noun} '{target}' {IsOrAre(rule)} {actual ?? Absent(kind, rule)}, expected {expected ?? Absent(kind, rule)}.";

    private static string Absent(KindRule kind, AspectRule rule) => UsualValues.Of(kind.Kind, rule.Aspect) ?? "none";

    /// <summary>
    /// Determines whether a flag holds. A flag that is left out has its default value, which is true for those that are written as false.
    /// </summary>
    private static bool IsTrue(AspectRule rule, string? value) =>
        value is null
            ? rule.Aspect
                is AspectNames.Validated
                    or AspectNames.Enforced
                    or AspectNames.Visible
                    or AspectNames.Attached
                    or AspectNames.Updatable
                    or AspectNames.Versioned
                    or AspectNames.CrashSafe
            : value == "true";

    private static FindingSeverity SeverityOfMissing(KindRule rule, SchemaObject expected) =>
        rule.Kind switch
        {
            SchemaObjectKind.Index when expected[AspectNames.Unique] == "true" => FindingSeverity.Error,
            SchemaObjectKind.Other => OtherObjects.Severity(expected),
            _ => rule.MissingSeverity,
        };

    private static string IsOrAre(AspectRule rule) => IsPlural(rule) ? "are" : "is";

    /// <summary>Determines whether the noun is plural, from its head: what follows OF, IN, WITH, FOR or AT only qualifies it.</summary>
    private static bool IsPlural(AspectRule rule)
    {
        var head = FollowedBy.Aggregate(
            rule.Noun,
            (noun, word) => noun.IndexOf(word, StringComparison.Ordinal) is > 0 and var end ? noun[..end] : noun
        );
        return head.EndsWith('s') && !head.EndsWith("ss", StringComparison.Ordinal);
    }

    private static string List(IReadOnlyList<string> names) =>
        names.Count <= 6
            ? string.Join(", ", names.Select(name => $"'{name}'"))
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", names.Take(5).Select(name => $"'{name}'"))} and {names.Count - 5} more"
            );

    private static string Capital(string noun) => char.ToUpperInvariant(noun[0]) + noun[1..];
}
