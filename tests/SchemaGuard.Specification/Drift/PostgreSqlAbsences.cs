using SchemaGuard.Inspection;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>Lists what PostgreSQL's catalog does not have.</summary>
internal static class PostgreSqlAbsences
{
    /// <summary>Gets each with its reason.</summary>
    public static IReadOnlyList<Absence> All { get; } =
    [
        new(Table, AspectNames.Engine, "there is one engine"),
        new(Table, AspectNames.Collation, "collations belong to columns"),
        new(Table, AspectNames.Options, "storage parameters change nothing that an application sees"),
        new(View, AspectNames.Security, "it is one of the options"),
        new(Column, AspectNames.Visible, "no column is kept from queries"),
        new(Column, AspectNames.OnUpdate, "only triggers set a column at an update"),
        new(PrimaryKey, AspectNames.NullsNotDistinct, "a primary key takes no NULL"),
        new(PrimaryKey, AspectNames.Method, "every key is a B-tree"),
        new(PrimaryKey, AspectNames.Visible, "no key is kept from queries"),
        new(UniqueKey, AspectNames.Method, "every key is a B-tree"),
        new(UniqueKey, AspectNames.Visible, "no key is kept from queries"),
        new(ForeignKey, AspectNames.Enforced, "constraints are enforced before PostgreSQL 18; a test of 18 alone changes it"),
        new(Check, AspectNames.Enforced, "constraints are enforced before PostgreSQL 18; a test of 18 alone changes it"),
        new(SchemaObjectKind.Index, AspectNames.Visible, "no index is kept from queries"),
        new(Trigger, AspectNames.Settings, "settings belong to the trigger's function"),
    ];
}
