namespace SchemaGuard.Verification.Comparison;

/// <summary>The comparison of orders of names. Names that only one side has are ignored.</summary>
internal static class OrderText
{
    private const string Separator = ", ";

    /// <summary>Determines whether the common names are in the same order, on each line that both sides have.</summary>
    public static bool IsSame(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return true;
        }

        var others = Lines(right);
        return Lines(left).All(line => !others.TryGetValue(line.Key, out var other) || IsSame(line.Value, other, StringComparer.Ordinal));
    }

    /// <summary>Determines whether the common elements of two lists are in the same order.</summary>
    public static bool IsSame(IReadOnlyList<string> left, IReadOnlyList<string> right, StringComparer comparer)
    {
        var (first, second) = (left.ToHashSet(comparer), right.ToHashSet(comparer));
        return left.Where(second.Contains).SequenceEqual(right.Where(first.Contains), comparer);
    }

    private static Dictionary<string, string[]> Lines(string text) =>
        text.Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[^1].Split(Separator), StringComparer.Ordinal);
}
