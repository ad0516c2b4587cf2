using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Verification.Comparison.AspectForm;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The rules of objects that belong to a table, in the order of their kinds.</summary>
internal static class PartRules
{
    /// <summary>Gets the rules.</summary>
    public static IReadOnlyList<KindRule> All { get; } =
    [
        new(
            SchemaObjectKind.Column,
            "column",
            FindingCodes.ColumnMissing,
            FindingCodes.ColumnDifferent,
            FindingCodes.ColumnUnexpected,
            Error,
            [
                new(AspectNames.Type, "the type", Error),
                new(AspectNames.Nullable, "the nullability", Error, Flag),
                new(AspectNames.Default, "the default", Error, ServerText),
                new(AspectNames.Identity, "the numbering", Error),
                new(AspectNames.Generated, "the generation", Error, ServerText),
                new(AspectNames.Collation, "the collation", Warning),
                new(AspectNames.OnUpdate, "the value on update", Error),
                new(AspectNames.Visible, "visible", Error, Flag),
                new(AspectNames.Sequence, "the sequence", Warning, Since: 2),
                .. ColumnAspects.Added,
            ]
        ),
        KeyRule(SchemaObjectKind.PrimaryKey, "primary key"),
        KeyRule(SchemaObjectKind.UniqueKey, "unique key"),
        new(
            SchemaObjectKind.ForeignKey,
            "foreign key",
            FindingCodes.ForeignKeyMissing,
            FindingCodes.ForeignKeyDifferent,
            FindingCodes.ForeignKeyUnexpected,
            Error,
            [
                new(AspectNames.Columns, "the columns", Error),
                new(AspectNames.References, "the target", Error),
                new(AspectNames.OnDelete, "the action on delete", Error),
                new(AspectNames.OnUpdate, "the action on update", Error),
                new(AspectNames.Match, "the match", Warning),
                new(AspectNames.Deferrable, "the deferral", Warning),
                new(AspectNames.Validated, "validated", Warning, Flag),
                new(AspectNames.Enforced, "enforced", Error, Flag),
            ]
        ),
        new(
            SchemaObjectKind.Check,
            "check",
            FindingCodes.CheckMissing,
            FindingCodes.CheckDifferent,
            FindingCodes.CheckUnexpected,
            Error,
            [
                new(AspectNames.Expression, "the condition", Error, ServerText),
                new(AspectNames.Validated, "validated", Warning, Flag),
                new(AspectNames.Enforced, "enforced", Error, Flag),
                new(AspectNames.Options, "the options", Warning),
            ]
        ),
        new(
            SchemaObjectKind.Exclusion,
            "exclusion constraint",
            FindingCodes.CheckMissing,
            FindingCodes.CheckDifferent,
            FindingCodes.CheckUnexpected,
            Error,
            [new(AspectNames.Definition, "the definition", Error, ServerText), new(AspectNames.Deferrable, "the deferral", Warning)]
        ),
        new(
            SchemaObjectKind.Index,
            "index",
            FindingCodes.IndexMissing,
            FindingCodes.IndexDifferent,
            FindingCodes.IndexUnexpected,
            Warning,
            [
                new(AspectNames.Columns, "the columns", Warning, ServerText),
                new(AspectNames.Unique, "unique", Error, Flag),
                new(AspectNames.NullsNotDistinct, "treating NULL as equal to NULL", Error, Flag),
                new(AspectNames.Method, "the method", Warning),
                new(AspectNames.Predicate, "the condition", Warning, ServerText),
                new(AspectNames.Include, "the included columns", Warning),
                new(AspectNames.Visible, "visible", Warning, Flag),
                new(AspectNames.Attached, "attached to every partition", Warning, Flag, Since: 2),
            ]
        ),
        new(
            SchemaObjectKind.Trigger,
            "trigger",
            FindingCodes.TriggerMissing,
            FindingCodes.TriggerDifferent,
            FindingCodes.TriggerUnexpected,
            Error,
            [
                new(AspectNames.Definition, "the definition", Error, ServerText),
                new(AspectNames.Enabled, "the state", Error),
                new(AspectNames.Settings, "the settings", Warning),
                new(AspectNames.Definer, "the definer", Information, Since: 2),
            ]
        ),
        new(
            SchemaObjectKind.Policy,
            "policy",
            FindingCodes.PolicyMissing,
            FindingCodes.PolicyDifferent,
            FindingCodes.PolicyUnexpected,
            Error,
            [
                new(AspectNames.Kind, "the kind", Error),
                new(AspectNames.Command, "the command", Error),
                new(AspectNames.Roles, "the roles", Error),
                new(AspectNames.Using, "the condition for rows that are read", Error, ServerText),
                new(AspectNames.WithCheck, "the condition for rows that are written", Error, ServerText),
            ]
        ),
        new(
            SchemaObjectKind.Rule,
            "rule",
            FindingCodes.RuleMissing,
            FindingCodes.RuleDifferent,
            FindingCodes.RuleUnexpected,
            Error,
            [new(AspectNames.Definition, "the definition", Error, ServerText), new(AspectNames.Enabled, "the state", Error)]
        )
        {
            Since = 2,
        },
    ];

    private static KindRule KeyRule(SchemaObjectKind kind, string noun) =>
        new(
            kind,
            noun,
            FindingCodes.KeyMissing,
            FindingCodes.KeyDifferent,
            FindingCodes.KeyUnexpected,
            Error,
            [
                new(AspectNames.Columns, "the columns", Error),
                new(AspectNames.NullsNotDistinct, "treating NULL as equal to NULL", Error, Flag),
                new(AspectNames.Include, "the included columns", Warning),
                new(AspectNames.Deferrable, "the deferral", Error),
                new(AspectNames.Method, "the method", Warning),
                new(AspectNames.Visible, "visible", Warning, Flag),
                new(AspectNames.Attached, "attached to every partition", Error, Flag, Since: 2),
            ]
        );
}
