namespace SchemaGuard.House.Tests.PublicApi;

/// <summary>The lines in which two texts differ.</summary>
internal static class LineDifference
{
    /// <summary>
    /// Returns removed lines with <c>-</c> and added lines with <c>+</c>, each under the type that it belongs to (longest common subsequence).
    /// </summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var common = CommonLengths(before, after);
        var (i, j) = (0, 0);
        var heading = "";
        var shown = "";
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
            {
                heading = IsHeading(before[i]) ? before[i] : heading;
                (i, j) = (i + 1, j + 1);
                continue;
            }

            if (shown != heading)
            {
                yield return "  " + heading;
                shown = heading;
            }

            var isGone = j == after.Count || (i < before.Count && common[i + 1, j] >= common[i, j + 1]);
            yield return isGone ? "- " + before[i++] : "+ " + after[j++];
        }
    }

    private static bool IsHeading(string line) => line.Length > 0 && line[0] != ' ';

    private static int[,] CommonLengths(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
