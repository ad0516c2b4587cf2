namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The difference between two lists of a table's partitions. The first line of a list tells how the table is divided; each other line gives
/// the name and bounds of a partition.
/// </summary>
/// <param name="Missing">The partitions that are expected but do not exist.</param>
/// <param name="Added">The partitions that exist but are not expected.</param>
internal sealed record PartitionList(IReadOnlyList<string> Missing, IReadOnlyList<string> Added)
{
    private static readonly string[] Rest = ["maxvalue)", "(default)"];

    /// <summary>Gets whether the partition for all other rows is missing: without it their inserts fail.</summary>
    public bool LacksRest { get; private init; }

    /// <summary>Compares two lists.</summary>
    /// <returns>The added and missing partitions; <see langword="null"/> if anything else is different.</returns>
    public static PartitionList? Compare(string expected, string actual)
    {
        var (wanted, found) = (expected.Split('\n'), actual.Split('\n'));
        if (wanted[0] != found[0] || wanted.Length < 2 || found.Length < 2)
        {
            return null;
        }

        var missing = wanted.Except(found, StringComparer.Ordinal).ToList();
        var added = found.Except(wanted, StringComparer.Ordinal).Select(NameOf).ToList();
        return missing.Select(NameOf).Intersect(added, StringComparer.Ordinal).Any()
            ? null
            : new PartitionList([.. missing.Select(NameOf)], added) { LacksRest = missing.Exists(IsRest) && !found.Any(IsRest) };
    }

    private static bool IsRest(string line) => Rest.Any(end => line.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(string line)
    {
        var end = Math.Max(line.LastIndexOf(" less than (", StringComparison.Ordinal), line.LastIndexOf(" in (", StringComparison.Ordinal));
        return end < 0 ? line : line[..end];
    }
}
