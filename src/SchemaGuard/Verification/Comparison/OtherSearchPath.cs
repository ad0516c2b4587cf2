using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Finds out that a name without a schema leads elsewhere: few of the tables are in the schema in which they are expected, and another one that nobody expects has them.</summary>
internal sealed class OtherSearchPath(ComparisonContext context)
{
    /// <summary>Returns the finding that stands for every table that seems to be missing.</summary>
    public Finding? Find()
    {
        var tables = context.Expected.IsComplete
            ? context.Expected.Objects.Where(expected => expected is { Kind: SchemaObjectKind.Table, Schema: null }).ToList()
            : [];
        var found = tables.Count(table => context.Actual.Find(table.Kind, schema: null, table: null, table.Name) is not null);
        if (found * 2 >= tables.Count)
        {
            return null;
        }

        var names = tables.Select(table => table.Name).ToHashSet(context.Actual.NameComparer);
        var known = context.Expected.Objects.Select(expected => expected.Schema).OfType<string>().ToHashSet(context.Actual.NameComparer);
        var places = context
            .Actual.Objects.Where(table => table is { Kind: SchemaObjectKind.Table, Schema: { } schema } && !known.Contains(schema))
            .Where(table => !context.SameName(table.Schema, context.Actual.DefaultSchema) && names.Contains(table.Name))
            .GroupBy(table => table.Schema!, context.Actual.NameComparer)
            .Where(group => names.Count > 1 && group.Count() == names.Count)
            .Select(group => group.Key)
            .ToList();

        // Of several that have them, such as those of tenants, none is the one that was meant.
        var place = places.Find(name => context.SameName(name, context.Expected.SchemaName)) ?? (places is [var only] ? only : null);
        return place is null
            ? null
            : CatalogFindings.OtherSearchPath(
                place,
                context.Actual.DefaultSchema,
                context.Expected.SchemaName,
                names.Count - found,
                names.Count
            );
    }
}
