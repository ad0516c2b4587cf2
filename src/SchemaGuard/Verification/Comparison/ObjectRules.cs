using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Verification.Comparison.AspectForm;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The rules of objects that belong to no table, in the order of their kinds.</summary>
internal static class ObjectRules
{
    /// <summary>Gets the rules of the kinds that have a name of their own.</summary>
    public static IReadOnlyList<KindRule> All { get; } =
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
    ];

    /// <summary>Gets the rule of everything else.</summary>
    public static KindRule Other { get; } =
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
        };
}
