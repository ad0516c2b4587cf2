using SchemaGuard.MySql.Effects;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>A proof of whether a statement that renames took effect, from what had each name before and has it now. Pure.</summary>
internal static class RenameProof
{
    /// <summary>Follows each name through the pairs to find what must be where afterwards.</summary>
    public static InDoubtSettlement Settle(RenameEffect rename, Observation before, Observation now)
    {
        var origins = rename.Objects.ToDictionary(found => found, found => before.Of(found) is null ? null : found);
        foreach (var (from, to) in rename.Pairs)
        {
            (origins[to], origins[from]) = (origins[from], null);
        }

        var unlikeAfter = rename.Objects.Where(found => !IsFrom(found, origins[found], before, now)).ToList();
        var unlikeBefore = rename.Objects.Where(found => !IsFrom(found, before.Of(found) is null ? null : found, before, now)).ToList();
        return (unlikeAfter, unlikeBefore) switch
        {
            ([], []) => Unknown(
                $"{Names([.. rename.Objects])} have the same definition, so nothing tells them apart (the PROCESS privilege would show the "
                    + "engine's numbers)"
            ),
            ([], _) => new InDoubtSettlement(InDoubtVerdict.Done),
            (_, []) => new InDoubtSettlement(InDoubtVerdict.NotDone),
            _ => Unknown(
                $"{Names(unlikeBefore)} {Be(unlikeBefore)} not as before the statement, and {Names(unlikeAfter)} not as it would have left "
                    + $"{(unlikeAfter.Count == 1 ? "it" : "them")}"
            ),
        };
    }

    /// <summary>
    /// Determines whether the object with a name now is the one that had another name before. The engine's number shows this; without it, the shape
    /// has to suffice.
    /// </summary>
    private static bool IsFrom(CatalogObject found, CatalogObject? origin, Observation before, Observation now)
    {
        if (origin is null || now.Of(found) is not { } shown)
        {
            return origin is null && now.Of(found) is null;
        }

        if (before.IdentityOf(origin) is { } old && now.IdentityOf(found) is { } current)
        {
            return old == current;
        }

        var (was, @is) = (TableText.Parse(before.Of(origin)!), TableText.Parse(shown));
        return found.Kind != CatalogKind.Table
            || was.Columns.Count == 0
            || (was.Columns.SequenceEqual(@is.Columns, StringComparer.Ordinal) && was.Keys.SequenceEqual(@is.Keys, StringComparer.Ordinal));
    }

    private static string Names(List<CatalogObject> objects) => string.Join(" and ", objects);

    private static string Be(List<CatalogObject> objects) => objects.Count == 1 ? "is" : "are";

    private static InDoubtSettlement Unknown(string explanation) => new(InDoubtVerdict.Unknown, explanation);
}
