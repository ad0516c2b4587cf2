using SchemaGuard.MySql.Effects;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>Proves from what had which name before, and has it now, whether a statement that renames took effect. Pure.</summary>
internal static class RenameProof
{
    /// <summary>Follows each name through the pairs: what must be where afterwards.</summary>
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
                $"{Names([.. rename.Objects])} have the same definition, so that nothing tells them apart (the right PROCESS would let the engine's numbers be seen)"
            ),
            ([], _) => new InDoubtSettlement(InDoubtVerdict.Done),
            (_, []) => new InDoubtSettlement(InDoubtVerdict.NotDone),
            _ => Unknown(
                $"{Names(unlikeBefore)} {Be(unlikeBefore)} not as before the statement, and {Names(unlikeAfter)} not as it would have left {(unlikeAfter.Count == 1 ? "it" : "them")}"
            ),
        };
    }

    /// <summary>Says whether what has a name now is what had another before. The engine's number tells; without it, the shape must do.</summary>
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
