namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The comparison of the targets of foreign keys: <c>audit.log(day, number)</c>. The names of columns may compare differently from those of
/// tables.
/// </summary>
internal static class ReferenceText
{
    /// <summary>Determines whether two texts name the same columns of the same table.</summary>
    public static bool IsSame(string? left, string? right, StringComparer tables, StringComparer columns)
    {
        if (left is null || right is null)
        {
            return left == right;
        }

        var (one, other) = (ColumnsOf(left), ColumnsOf(right));
        return tables.Equals(left[..one], right[..other]) && columns.Equals(left[one..], right[other..]);
    }

    /// <summary>Finds the parenthesis before the columns: the first one outside a quoted name.</summary>
    private static int ColumnsOf(string text)
    {
        var isQuoted = false;
        for (var place = 0; place < text.Length; place++)
        {
            isQuoted ^= text[place] == '"';
            if (text[place] == '(' && !isQuoted)
            {
                return place;
            }
        }

        return text.Length;
    }
}
