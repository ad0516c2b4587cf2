using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>A table as it was read.</summary>
/// <param name="Objects">The table and its parts.</param>
/// <param name="Indexes">The table's indexes, including those of constraints.</param>
/// <param name="Numbered">The table's columns that own a sequence.</param>
internal sealed record Shape(IReadOnlyList<SchemaObject> Objects, IReadOnlyList<SchemaObject> Indexes, IReadOnlySet<string> Numbered)
{
    private const string NextNumber = "nextval(";

    /// <summary>Gets the table.</summary>
    public SchemaObject Table => Objects.First(found => found.Table is null);

    /// <summary>
    /// Returns the parts. A column that takes numbers from a sequence of its own does so whatever the sequence's name is: it is given the default of
    /// the other table's column.
    /// </summary>
    public IEnumerable<SchemaObject> PartsLike(Shape other) =>
        Objects
            .Where(part => part.Table is not null)
            .Select(part =>
                IsNumbered(part)
                && other.Objects.FirstOrDefault(column => column.Kind == part.Kind && column.Name == part.Name) is { } like
                && other.IsNumbered(like)
                    ? With(part, AspectNames.Default, like[AspectNames.Default])
                    : part
            );

    /// <summary>Returns an object with another aspect.</summary>
    public static SchemaObject With(SchemaObject target, string aspect, string? value) =>
        new(
            target.Kind,
            target.Schema,
            target.Table,
            target.Name,
            [
                .. target.Aspects.Where(other => other.Name != aspect),
                .. value is null ? Array.Empty<SchemaAspect>() : [new SchemaAspect(aspect, value)],
            ]
        );

    private bool IsNumbered(SchemaObject part) =>
        part.Kind == SchemaObjectKind.Column
        && Numbered.Contains(part.Name)
        && part[AspectNames.Default]?.StartsWith(NextNumber, StringComparison.Ordinal) == true;
}
