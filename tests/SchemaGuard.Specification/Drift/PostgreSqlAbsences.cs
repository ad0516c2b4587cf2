using SchemaGuard.Inspection;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>What PostgreSQL's catalog does not have.</summary>
internal static class PostgreSqlAbsences
{
    /// <summary>Gets all of it, with the reasons.</summary>
    public static IReadOnlyList<Absence> All { get; } =
    [
        new(Table, AspectNames.Engine, "there is one engine"),
        new(Table, AspectNames.Collation, "collations belong to columns"),
        new(Table, AspectNames.Options, "storage parameters change nothing that an application sees"),
        new(Table, AspectNames.TriggerOrder, "triggers fire in the order of their names"),
        new(Table, AspectNames.CrashSafe, "what is not logged is the persistence"),
        new(View, AspectNames.Updatable, "it follows from the definition and the rules"),
        new(Column, AspectNames.Versioned, "no table keeps the history of its rows"),
        new(View, AspectNames.Definer, "a view uses the rights of its owner"),
        new(Routine, AspectNames.Definer, "a routine uses the rights of its owner"),
        new(Routine, AspectNames.Collation, "parameters have the collation of their type"),
        new(Trigger, AspectNames.Definer, "a trigger uses the rights of the table's owner"),
        new(Other, AspectNames.Settings, "none of these keeps settings"),
        new(Other, AspectNames.Definer, "none of these uses the rights of an account"),
        new(View, AspectNames.Security, "it is one of the options"),
        new(Column, AspectNames.Visible, "no column is kept from queries"),
        new(Column, AspectNames.Validated, "NOT NULL is no constraint before PostgreSQL 18; a test of 18 alone changes it"),
        new(Column, AspectNames.Options, "NOT NULL is no constraint before PostgreSQL 18; a test of 18 alone changes it"),
        new(Other, AspectNames.Generated, "no generated column is published before PostgreSQL 18; a test of 18 alone changes it"),
        new(Column, AspectNames.OnUpdate, "only triggers set a column at an update"),
        new(PrimaryKey, AspectNames.NullsNotDistinct, "a primary key takes no NULL"),
        new(PrimaryKey, AspectNames.Method, "every key is a B-tree"),
        new(PrimaryKey, AspectNames.Visible, "no key is kept from queries"),
        new(UniqueKey, AspectNames.Method, "every key is a B-tree"),
        new(UniqueKey, AspectNames.Visible, "no key is kept from queries"),
        new(Check, AspectNames.Enforced, "constraints are enforced before PostgreSQL 18; a test of 18 alone changes it"),
        new(SchemaObjectKind.Index, AspectNames.Visible, "no index is kept from queries"),
        new(Trigger, AspectNames.Settings, "settings belong to the trigger's function"),
    ];
}
