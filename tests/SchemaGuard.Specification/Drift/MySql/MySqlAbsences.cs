using SchemaGuard.Inspection;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>What the catalogs of MariaDB and MySQL do not have.</summary>
internal static class MySqlAbsences
{
    private const string NoStages = "a constraint holds for all rows from the beginning, and is checked at once";
    private const string SpansPartitions = "an index has a part in every partition by itself";
    private const string UniqueIndexIsKey = "a unique index is a unique key";

    private static readonly IReadOnlyList<Absence> Both =
    [
        .. Absence.Whole(SchemaObjectKind.Schema, "a schema is a database of its own, and one is guarded"),
        .. Absence.Whole(Extension, "plugins belong to the server"),
        .. Absence.Whole(SchemaObjectKind.Type, "there are no types of one's own"),
        .. Absence.Whole(Exclusion, "there are no exclusion constraints"),
        .. Absence.Whole(Policy, "there is no row-level security"),
        .. Absence.Whole(Rule, "there are no rewrite rules"),
        new(Table, AspectNames.PartitionOf, "a partition is no table"),
        new(Table, AspectNames.Inherits, "there is no inheritance"),
        new(Table, AspectNames.Persistence, "what is not logged is the engine's matter"),
        new(Table, AspectNames.RowSecurity, "there is no row-level security"),
        new(Table, AspectNames.Options, "a table is not of a strict or another kind"),
        new(Table, AspectNames.ReplicaIdentity, "replication knows a row by its whole image"),
        new(View, AspectNames.Default, "a column of a view has the default of its table's"),
        new(Column, AspectNames.Sequence, "settings of the server say how AUTO_INCREMENT counts"),
        .. Absence.Aspects(Column, "a column owns no sequence", AspectNames.OwnedSequence, AspectNames.Persistence),
        .. Absence.Aspects(Column, NoStages, AspectNames.Validated, AspectNames.Options),
        new(Column, AspectNames.Storage, "options of a table of another server are those of its engine"),
        new(Table, AspectNames.OwnFiring, "a partition is no table"),
        new(Other, AspectNames.Generated, "there are no publications"),
        new(PrimaryKey, AspectNames.Attached, SpansPartitions),
        new(UniqueKey, AspectNames.Attached, SpansPartitions),
        new(SchemaObjectKind.Index, AspectNames.Attached, SpansPartitions),
        new(View, AspectNames.Materialized, "there are no materialized views"),
        new(Routine, AspectNames.Language, "the community's servers know SQL only"),
        new(Routine, AspectNames.Options, "comments are all that is left"),
        new(PrimaryKey, AspectNames.NullsNotDistinct, "a primary key takes no NULL"),
        new(PrimaryKey, AspectNames.Include, "an index holds its key and the row"),
        new(PrimaryKey, AspectNames.Deferrable, NoStages),
        new(PrimaryKey, AspectNames.Visible, "a primary key cannot be hidden"),
        new(UniqueKey, AspectNames.NullsNotDistinct, "NULL is always distinct"),
        new(UniqueKey, AspectNames.Include, "an index holds its key and no other columns"),
        new(UniqueKey, AspectNames.Deferrable, NoStages),
        new(ForeignKey, AspectNames.Match, "MATCH is read and forgotten"),
        new(ForeignKey, AspectNames.Deferrable, NoStages),
        new(ForeignKey, AspectNames.Validated, NoStages),
        new(ForeignKey, AspectNames.Enforced, NoStages),
        new(Check, AspectNames.Validated, NoStages),
        new(Check, AspectNames.Options, "there is no inheritance"),
        new(SchemaObjectKind.Index, AspectNames.NullsNotDistinct, UniqueIndexIsKey),
        new(SchemaObjectKind.Index, AspectNames.Predicate, "there are no partial indexes"),
        new(SchemaObjectKind.Index, AspectNames.Include, "an index holds its key and no other columns"),
        new(Trigger, AspectNames.Enabled, "a trigger cannot be disabled"),
    ];

    /// <summary>Gets what MariaDB does not have, with the reasons.</summary>
    public static IReadOnlyList<Absence> OfMariaDb { get; } =
    [
        .. Both,
        new(Sequence, AspectNames.Persistence, "every sequence is kept"),
        new(Sequence, AspectNames.Type, "every sequence is a bigint before MariaDB 11.5"),
        new(Check, AspectNames.Enforced, "every check is enforced"),
    ];

    /// <summary>Gets what MySQL does not have, with the reasons.</summary>
    public static IReadOnlyList<Absence> OfMySql { get; } =
    [
        .. Both,
        .. Absence.Whole(Sequence, "there are no sequences"),
        new(Table, AspectNames.Kind, "there is one kind of table"),
        new(Table, AspectNames.CrashSafe, "there is no Aria"),
        new(Column, AspectNames.Versioned, "there are no system-versioned tables"),
    ];
}
