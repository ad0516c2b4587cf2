using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The check whether names without a schema lead to the wrong one: few of the tables are in the schema in which they are expected, and an
/// unexpected schema has them all.
/// </summary>
internal sealed class OtherSearchPath(ComparisonContext context)
{
    /// <summary>Returns one finding for all tables that seem to be missing, or <see langword="null"/>.</summary>
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

        // If several schemas have them, such as those of tenants, it is unknown which one is meant.
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
