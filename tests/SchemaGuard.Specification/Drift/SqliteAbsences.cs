using SchemaGuard.Inspection;
using Kind = SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>What SQLite's catalog does not have.</summary>
internal static class SqliteAbsences
{
    /// <summary>Gets all of it, with the reasons.</summary>
    public static IReadOnlyList<Absence> All { get; } =
    [
        .. Absence.Whole(Kind.Schema, "a file holds one schema, main"),
        .. Absence.Whole(Kind.Extension, "extensions belong to connections, not to the file"),
        .. Absence.Whole(Kind.Type, "there are no types made by hand"),
        .. Absence.Whole(Kind.Sequence, "there are no sequences"),
        .. Absence.Whole(Kind.Routine, "functions belong to connections, not to the file"),
        .. Absence.Whole(Kind.Exclusion, "there are no exclusion constraints"),
        .. Absence.Whole(Kind.Rule, "there are no rewrite rules"),
        .. Absence.Whole(Kind.Other, "a file holds tables, views, indexes and triggers only"),
        .. Absence.Aspects(Kind.Table, "there is no replication of rows", AspectNames.ReplicaIdentity),
        .. Absence.Aspects(Kind.Table, "rows are kept in one way", AspectNames.Storage),
        .. Absence.Aspects(Kind.Table, "the order in which triggers fire is left open", AspectNames.TriggerOrder),
        .. Absence.Aspects(Kind.Table, "one journal keeps the whole file", AspectNames.CrashSafe),
        .. Absence.Aspects(Kind.View, "views take no rows, and have no defaults", AspectNames.Default, AspectNames.Updatable),
        .. Absence.Aspects(Kind.Column, "no table keeps the history of its rows", AspectNames.Versioned),
        .. Absence.Aspects(Kind.View, "there are no users, and so no definers", AspectNames.Definer),
        .. Absence.Aspects(Kind.Trigger, "there are no users, and so no definers", AspectNames.Definer),
        .. Absence.Aspects(Kind.Column, "a column numbers rows without a sequence", AspectNames.Sequence),
        .. Absence.Aspects(Kind.Column, "a column numbers rows without a sequence", AspectNames.OwnedSequence, AspectNames.Persistence),
        .. Absence.Aspects(Kind.Column, "there are no tables of another server", AspectNames.Storage),
        .. Absence.Aspects(Kind.Column, "NOT NULL holds for every row", AspectNames.Validated, AspectNames.Options),
        .. Absence.Aspects(Kind.Table, "there are no partitions", AspectNames.OwnFiring),
        .. Absence.Aspects(Kind.Index, "there are no partitions", AspectNames.Attached),
        .. Absence.Whole(Kind.Policy, "there is no row-level security"),
        .. Absence.Aspects(Kind.Table, "there are no partitions", AspectNames.Partitioning, AspectNames.PartitionOf),
        .. Absence.Aspects(Kind.Table, "tables inherit nothing", AspectNames.Inherits),
        .. Absence.Aspects(Kind.Table, "tables of main are all kept", AspectNames.Persistence),
        .. Absence.Aspects(Kind.Table, "there are no users, and so no rights", AspectNames.RowSecurity),
        .. Absence.Aspects(Kind.Table, "there is one engine; a module of a virtual table is its kind", AspectNames.Engine),
        .. Absence.Aspects(Kind.Table, "collations belong to columns", AspectNames.Collation),
        .. Absence.Aspects(Kind.View, "views hold no rows", AspectNames.Materialized),
        .. Absence.Aspects(Kind.View, "views have no options", AspectNames.Options),
        .. Absence.Aspects(Kind.View, "there are no users, and so no rights", AspectNames.Security),
        .. Absence.Aspects(Kind.Column, "only triggers set a column at an update", AspectNames.OnUpdate),
        .. Absence.Aspects(Kind.Column, "a hidden column belongs to a virtual table's module", AspectNames.Visible),
        .. KeyAbsences(Kind.PrimaryKey),
        .. KeyAbsences(Kind.UniqueKey),
        .. Absence.Aspects(Kind.ForeignKey, "MATCH is read and has no effect", AspectNames.Match),
        .. Absence.Aspects(Kind.ForeignKey, "the connection decides, not the file", AspectNames.Validated, AspectNames.Enforced),
        .. Absence.Aspects(Kind.Check, "the connection decides, not the file", AspectNames.Validated, AspectNames.Enforced),
        .. Absence.Aspects(Kind.Check, "tables inherit nothing", AspectNames.Options),
        .. Absence.Aspects(Kind.Index, "NULL never equals NULL in an index", AspectNames.NullsNotDistinct),
        .. Absence.Aspects(Kind.Index, "every index is a B-tree of its key", AspectNames.Method, AspectNames.Include),
        .. Absence.Aspects(Kind.Index, "no index is kept from queries", AspectNames.Visible),
        .. Absence.Aspects(Kind.Trigger, "triggers cannot be switched off", AspectNames.Enabled),
        .. Absence.Aspects(Kind.Trigger, "triggers keep no settings", AspectNames.Settings),
    ];

    private static IEnumerable<Absence> KeyAbsences(Kind kind) =>
        [
            .. Absence.Aspects(kind, "NULL never equals NULL in a key", AspectNames.NullsNotDistinct),
            .. Absence.Aspects(kind, "a key holds nothing but its columns", AspectNames.Include),
            .. Absence.Aspects(kind, "only foreign keys can be deferred", AspectNames.Deferrable),
            .. Absence.Aspects(kind, "there are no partitions", AspectNames.Attached),
            .. Absence.Aspects(kind, "every key is a B-tree", AspectNames.Method),
            .. Absence.Aspects(kind, "no key is kept from queries", AspectNames.Visible),
        ];
}
