using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The default values of aspects, which apply where an aspect is left out.</summary>
internal static class UsualValues
{
    /// <summary>Returns the default value in words; <see langword="null"/> if an aspect that is left out does not exist.</summary>
    public static string? Of(SchemaObjectKind kind, string aspect) =>
        (kind, aspect) switch
        {
            (SchemaObjectKind.Sequence, AspectNames.Cache) => "1",
            (SchemaObjectKind.Sequence, AspectNames.Persistence) => "permanent",
            (SchemaObjectKind.Column, AspectNames.Persistence) => "that of the table",
            (SchemaObjectKind.Type, AspectNames.Multirange) => "of the usual name",
            (SchemaObjectKind.Policy, AspectNames.Kind) => "permissive",
            (SchemaObjectKind.Policy, AspectNames.Command) => "all",
            (SchemaObjectKind.Policy, AspectNames.Roles) => "public",
            (SchemaObjectKind.Routine, AspectNames.Kind) => "function",
            (SchemaObjectKind.Routine, AspectNames.Volatility) => "volatile",
            (SchemaObjectKind.Routine, AspectNames.Language) => "sql",
            (SchemaObjectKind.Table, AspectNames.Kind) => "ordinary",
            (SchemaObjectKind.Table, AspectNames.Persistence) => "permanent",
            (SchemaObjectKind.Table, AspectNames.RowSecurity) => "disabled",
            (SchemaObjectKind.Table, AspectNames.ReplicaIdentity) => "the default",
            (SchemaObjectKind.Column, AspectNames.Collation) => "the default",
            (SchemaObjectKind.Column, AspectNames.Sequence) => "none or as usual",
            (SchemaObjectKind.ForeignKey, AspectNames.OnDelete or AspectNames.OnUpdate) => "no action",
            (SchemaObjectKind.ForeignKey, AspectNames.Match) => "simple",
            (_, AspectNames.Enabled) => "enabled",
            (_, AspectNames.Deferrable) => "not deferrable",
            (_, AspectNames.Method) => "btree",
            _ => null,
        };
}
