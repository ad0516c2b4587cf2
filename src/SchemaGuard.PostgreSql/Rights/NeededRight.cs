namespace SchemaGuard.PostgreSql.Rights;

/// <summary>Is a right that a statement takes.</summary>
/// <param name="Kind">What it is a right to.</param>
/// <param name="Schema">The schema as the catalog names it; <see langword="null"/> where the search path decides, or there is none.</param>
/// <param name="Name">The object's name as the catalog has it; for a schema, empty.</param>
/// <param name="Right"><see cref="Owner"/>, or privileges as <c>GRANT</c> writes them.</param>
internal sealed record NeededRight(NeededRightKind Kind, string? Schema, string Name, string Right)
{
    /// <summary>Stands for any schema, where nothing tells which.</summary>
    public const string AnySchema = "*";

    /// <summary>The right that only the owner of an object has, and the members of the role that owns it.</summary>
    public const string Owner = "OWNER";
}
