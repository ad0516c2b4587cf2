using System.Runtime.InteropServices;

namespace SchemaGuard.Inspection;

/// <summary>The identity of an object within a catalog. A table has one primary key, whatever its name.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectKey(SchemaObjectKind Kind, string? Schema, string? Table, string Name)
{
    public static ObjectKey Of(SchemaObject target) => Of(target.Kind, target.Schema, target.Table, target.Name);

    public static ObjectKey Of(SchemaObjectKind kind, string? schema, string? table, string name) =>
        new(kind, schema, table, kind == SchemaObjectKind.PrimaryKey ? "" : name);
}
