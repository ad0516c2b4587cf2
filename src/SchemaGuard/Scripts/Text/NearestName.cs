namespace SchemaGuard.Scripts.Text;

/// <summary>Finds the name that somebody meant who wrote another one.</summary>
internal static class NearestName
{
    private const int MostEdits = 3;

    /// <summary>Finds the known name with the fewest edits.</summary>
    /// <returns>The name, or <see langword="null"/> when none is near.</returns>
    public static string? Find(string written, IEnumerable<string> known)
    {
        var (nearest, edits) = known.Select(name => (name, Distance(written, name))).MinBy(pair => pair.Item2);
        return edits <= Math.Min(MostEdits, written.Length / 2) ? nearest : null;
    }

    /// <summary>Counts the insertions, deletions and replacements between two words, whatever their case (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
