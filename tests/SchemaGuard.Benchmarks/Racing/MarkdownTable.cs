namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Writes rows of cells as a table that people can read and Markdown can show.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> headings)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToList();
        var lines = new List<string>
        {
            Line(headings, widths),
            "|" + string.Concat(widths.Select(width => new string('-', width + 2) + "|")),
        };
        lines.AddRange(_rows.Select(row => Line(row, widths)));
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) =>
        "| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |";
}
