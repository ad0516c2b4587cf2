namespace SchemaGuard.Scripts.Text;

/// <summary>A search for the name that was probably meant by a misspelt one.</summary>
internal static class NearestName
{
    private const int MostEdits = 3;

    /// <summary>Finds the known name that is the fewest edits away.</summary>
    /// <returns>The name, or <see langword="null"/> if none is close.</returns>
    public static string? Find(string written, IEnumerable<string> known)
    {
        var (nearest, edits) = known.Select(name => (name, Distance(written, name))).MinBy(pair => pair.Item2);
        return edits <= Math.Min(MostEdits, written.Length / 2) ? nearest : null;
    }

    /// <summary>Counts the insertions, deletions and replacements between two words, ignoring case (Levenshtein distance).</summary>
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
