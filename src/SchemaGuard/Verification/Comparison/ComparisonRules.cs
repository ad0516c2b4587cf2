using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Verification.Comparison.AspectForm;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The table of what is compared and what a difference means. An error would cause failures, wrong rows, or rows that should have been
/// rejected; a warning costs time or safety; the rest is worth knowing.
/// </summary>
internal static class ComparisonRules
{
    private static readonly KindRule[] Rules =
    [
        new(
            SchemaObjectKind.Schema,
            "schema",
            FindingCodes.SchemaMissing,
            FindingCodes.SchemaMissing,
            FindingCodes.SchemaUnexpected,
            Error,
            []
        ),
        new(
            SchemaObjectKind.Extension,
            "extension",
            FindingCodes.ExtensionMissing,
            FindingCodes.ExtensionDifferent,
            FindingCodes.ExtensionUnexpected,
            Error,
            [new(AspectNames.Version, "the version", Information), new(AspectNames.Schema, "the schema", Information, Since: 2)]
        ),
        new(
            SchemaObjectKind.Type,
            "type",
            FindingCodes.TypeMissing,
            FindingCodes.TypeDifferent,
            FindingCodes.TypeUnexpected,
            Error,
            [
                new(AspectNames.Kind, "the kind", Error),
                new(AspectNames.Labels, "the labels", Error),
                new(AspectNames.Type, "the base type", Error),
                new(AspectNames.Nullable, "the nullability", Error, Flag),
                new(AspectNames.Default, "the default", Warning, ServerText),
                new(AspectNames.Collation, "the collation", Warning),
                new(AspectNames.Expression, "the check", Error, ServerText),
                new(AspectNames.Definition, "the definition", Error, ServerText),
                new(AspectNames.Options, "the options", Error, Since: 2),
                new(AspectNames.Multirange, "the multirange type", Error, Since: 4),
            ]
        ),
        new(
            SchemaObjectKind.Sequence,
            "sequence",
            FindingCodes.SequenceMissing,
            FindingCodes.SequenceDifferent,
            FindingCodes.SequenceUnexpected,
            Error,
            [
                new(AspectNames.Type, "the type", Error),
                new(AspectNames.Start, "the start", Warning),
                new(AspectNames.Increment, "the increment", Warning),
                new(AspectNames.Minimum, "the minimum", Warning),
                new(AspectNames.Maximum, "the maximum", Warning),
                new(AspectNames.Cycle, "cyclic", Warning, Flag),
                new(AspectNames.Cache, "the cache", Warning, Since: 2),
                new(AspectNames.Persistence, "the persistence", Warning, Since: 4),
            ]
        ),
        new(
            SchemaObjectKind.Table,
            "table",
            FindingCodes.RequiredTableMissing,
            FindingCodes.TableDifferent,
            FindingCodes.TableUnexpected,
            Error,
            [
                new(AspectNames.Kind, "the kind", Error),
                new(AspectNames.Partitioning, "the partitioning", Warning, ServerText),
                new(AspectNames.PartitionOf, "the parent with the bounds", Error, ServerText),
                new(AspectNames.Inherits, "the parents", Warning),
                new(AspectNames.Persistence, "the persistence", Warning),
                new(AspectNames.RowSecurity, "the row-level security", Error),
                new(AspectNames.Engine, "the engine", Warning),
                new(AspectNames.Collation, "the collation", Warning, Since: 2),
                new(AspectNames.Options, "the options", Error),
                new(AspectNames.ReplicaIdentity, "the replica identity", Warning, Since: 2),
                new(AspectNames.Storage, "the storage options", Warning, Since: 2),
                new(AspectNames.TriggerOrder, "the order of the triggers", Warning, Order, Since: 2),
                new(AspectNames.CrashSafe, "crash-safe", Warning, Flag, Since: 4),
                new(AspectNames.OwnFiring, "what it does differently from its parent", Error, Since: 4),
            ]
        ),
        new(
            SchemaObjectKind.View,
            "view",
            FindingCodes.ViewMissing,
            FindingCodes.ViewDifferent,
            FindingCodes.ViewUnexpected,
            Error,
            [
                new(AspectNames.Materialized, "materialized", Error, Flag),
                new(AspectNames.Definition, "the definition", Error, ServerText),
                new(AspectNames.Options, "the options", Warning),
                new(AspectNames.Security, "the security", Warning),
                new(AspectNames.Default, "the defaults", Warning, ServerText, Since: 2),
                new(AspectNames.Definer, "the definer", Information, Since: 2),
                new(AspectNames.Updatable, "updatable", Warning, Flag, Since: 4),
            ]
        ),
        new(
            SchemaObjectKind.Routine,
            "routine",
            FindingCodes.RoutineMissing,
            FindingCodes.RoutineDifferent,
            FindingCodes.RoutineUnexpected,
            Error,
            [
                new(AspectNames.Kind, "the kind", Error),
                new(AspectNames.Parameters, "the parameters", Error, ServerText),
                new(AspectNames.Returns, "the result", Error),
                new(AspectNames.Language, "the language", Error),
                new(AspectNames.Definition, "the body", Error, Text),
                new(AspectNames.Volatility, "the volatility", Warning),
                new(AspectNames.Security, "the security", Warning),
                new(AspectNames.Settings, "the settings", Warning),
                new(AspectNames.Options, "the options", Warning),
                new(AspectNames.Collation, "the collation", Warning, Since: 2),
                new(AspectNames.Definer, "the definer", Information, Since: 2),
            ]
        ),
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
        new(
            SchemaObjectKind.Other,
            "object",
            FindingCodes.OtherMissing,
            FindingCodes.OtherDifferent,
            FindingCodes.OtherUnexpected,
            Error,
            [
                new(AspectNames.Definition, "the definition", Error, ServerText),
                new(AspectNames.Enabled, "the state", Warning),
                new(AspectNames.Options, "the options", Warning),
                new(AspectNames.Settings, "the settings", Warning),
                new(AspectNames.Definer, "the definer", Information),
                new(AspectNames.Generated, "the generated columns", Warning, Since: 4),
            ]
        )
        {
            Since = 2,
        },
    ];

    /// <summary>Gets the rule of every kind, in the order of <see cref="SchemaObjectKind"/>.</summary>
    public static IReadOnlyList<KindRule> All => Rules;

    /// <summary>Returns the rule of a kind.</summary>
    public static KindRule Of(SchemaObjectKind kind) => Rules[(int)kind];

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
