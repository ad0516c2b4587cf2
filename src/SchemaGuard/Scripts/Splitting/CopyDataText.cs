namespace SchemaGuard.Scripts.Splitting;

/// <summary>The rules for where the data after a <c>COPY … FROM STDIN</c> ends.</summary>
internal static class CopyDataText
{
    /// <summary>Finds the offset of the line <c>\.</c> that ends the data, or the end of the text.</summary>
    public static int EndOfData(ReadOnlySpan<char> text, int start)
    {
        int position = start;
        while (position < text.Length)
        {
            int found = text[position..].IndexOf(@"\.");
            if (found < 0)
            {
                break;
            }

            position += found;
            bool startsLine = position == start || text[position - 1] is '\r' or '\n';
            if (startsLine && (position + 2 == text.Length || text[position + 2] is '\r' or '\n'))
            {
                return position;
            }

            position += 2;
        }

        return text.Length;
    }
}
