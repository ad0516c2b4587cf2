using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Finds out that a name without a schema leads elsewhere: none of the tables is in the schema in which they are expected, and another one that nobody expects has them.</summary>
internal sealed class OtherSearchPath(ComparisonContext context)
{
    /// <summary>Gives the finding that stands for every table that seems to be missing.</summary>
    public Finding? Find()
    {
        var tables = context.Expected.IsComplete
            ? context.Expected.Objects.Where(expected => expected is { Kind: SchemaObjectKind.Table, Schema: null }).ToList()
            : [];
        if (tables.Count == 0 || tables.Exists(table => context.Actual.Find(table.Kind, schema: null, table: null, table.Name) is not null))
        {
            return null;
        }

        var names = tables.Select(table => table.Name).ToHashSet(context.Actual.NameComparer);
        var known = context.Expected.Objects.Select(expected => expected.Schema).OfType<string>().ToHashSet(context.Actual.NameComparer);
        var place = context
            .Actual.Objects.Where(found => found is { Kind: SchemaObjectKind.Table, Schema: { } schema } && !known.Contains(schema))
            .Where(found => !context.SameName(found.Schema, context.Actual.DefaultSchema) && names.Contains(found.Name))
            .GroupBy(found => found.Schema!, context.Actual.NameComparer)
            .Where(group => group.Count() * 2 > names.Count)
            .MaxBy(group => group.Count());
        return place is null
            ? null
            : CatalogFindings.OtherSearchPath(place.Key, context.Actual.DefaultSchema, context.Expected.SchemaName, names.Count);
    }
}
