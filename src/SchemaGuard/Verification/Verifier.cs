using SchemaGuard.Inspection;

namespace SchemaGuard.Verification;

/// <summary>Compares a catalog with what the application needs. Pure.</summary>
internal static class Verifier
{
    /// <summary>Finds what is missing and what must not be there.</summary>
    public static IEnumerable<Finding> Verify(Requirements requirements, Snapshot snapshot)
    {
        foreach (var table in requirements.RequiredTables)
        {
            var found = snapshot.Find(table);
            if (found is null)
            {
                yield return CatalogFindings.RequiredTableMissing(table);
            }
            else if (found.Kind == CatalogTableKind.View)
            {
                yield return CatalogFindings.RequiredTableIsView(table);
            }
        }

        foreach (var index in snapshot.InvalidIndexes)
        {
            yield return CatalogFindings.InvalidIndex(index);
        }

        foreach (var table in requirements.ForbiddenTables.Where(table => snapshot.Find(table) is not null))
        {
            yield return CatalogFindings.ForbiddenTablePresent(table);
        }
    }
}
