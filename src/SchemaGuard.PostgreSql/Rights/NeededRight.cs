namespace SchemaGuard.PostgreSql.Rights;

/// <summary>A right that a statement needs.</summary>
/// <param name="Kind">The kind of object that it is a right to.</param>
/// <param name="Schema">The schema, as the catalog names it; <see langword="null"/> where the search path decides, or there is none.</param>
/// <param name="Name">The object's name, as the catalog has it; empty for a schema.</param>
/// <param name="Right"><see cref="Owner"/>, or privileges as <c>GRANT</c> writes them.</param>
internal sealed record NeededRight(NeededRightKind Kind, string? Schema, string Name, string Right)
{
    /// <summary>Stands for any schema, where nothing tells which.</summary>
    public const string AnySchema = "*";

    /// <summary>The right that only the owner of an object and the members of the owning role have.</summary>
    public const string Owner = "OWNER";
}
