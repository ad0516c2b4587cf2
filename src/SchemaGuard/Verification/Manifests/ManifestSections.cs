using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Manifests;

/// <summary>The sections of a manifest, in the order in which they are written.</summary>
internal static class ManifestSections
{
    public const string Schema = "schema";
    public const string Format = "schemaguard/manifest/1";
    public const string Product = "product";
    public const string Version = "version";
    public const string Name = "name";
    public const string Revision = "revision";
    public const string SchemaName = "schemaName";

    /// <summary>The sections of objects that belong to no table.</summary>
    public static readonly (SchemaObjectKind Kind, string Section)[] Whole =
    [
        (SchemaObjectKind.Schema, "schemas"),
        (SchemaObjectKind.Extension, "extensions"),
        (SchemaObjectKind.Type, "types"),
        (SchemaObjectKind.Sequence, "sequences"),
        (SchemaObjectKind.Table, "tables"),
        (SchemaObjectKind.View, "views"),
        (SchemaObjectKind.Routine, "routines"),
        (SchemaObjectKind.Other, "others"),
    ];

    /// <summary>The sections of objects that belong to a table or view.</summary>
    public static readonly (SchemaObjectKind Kind, string Section)[] Parts =
    [
        (SchemaObjectKind.Column, "columns"),
        (SchemaObjectKind.PrimaryKey, "primaryKey"),
        (SchemaObjectKind.UniqueKey, "uniqueKeys"),
        (SchemaObjectKind.ForeignKey, "foreignKeys"),
        (SchemaObjectKind.Check, "checks"),
        (SchemaObjectKind.Exclusion, "exclusions"),
        (SchemaObjectKind.Index, "indexes"),
        (SchemaObjectKind.Trigger, "triggers"),
        (SchemaObjectKind.Policy, "policies"),
        (SchemaObjectKind.Rule, "rules"),
    ];
}
