using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Writes applied, unfinished and pending migrations as one table.</summary>
internal static class StatusRenderer
{
    private const int WideTerminal = 100;

    public static void Write(IAnsiConsole console, SchemaStatus status)
    {
        console.MarkupLineInterpolated($"[bold]{status.Guard}[/]  {$"{status.Product} {status.ServerVersion}".TrimEnd()}, {status.Target}");
        console.WriteLine();
        var isWide = console.Profile.Width >= WideTerminal;
        string[] columns = isWide ? ["#", "migration", "state", "when (UTC)", "took", "by"] : ["#", "migration", "state", "when (UTC)"];
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in columns)
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var row in status.History)
        {
            string[] cells =
            [
                row.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Markup.Escape(Name(row)),
                row.IsFinished ? "[green]applied[/]" : $"[red]partial, {row.StatementsDone} of {row.Statements}[/]",
                Markup.Escape(Words.Moment(row.AppliedAt)),
                Words.Time(row.Duration),
                Markup.Escape(row.Application ?? ""),
            ];
            table.AddRow(cells[..columns.Length]);
        }

        foreach (var name in status.Pending.Where(name => !status.History.Any(row => row.Name == name && !row.IsFinished)))
        {
            table.AddRow(((string[])["", Markup.Escape(name), "[yellow]pending[/]", "", "", ""])[..columns.Length]);
        }

        console.Write(table);
        FindingsText.Write(console, status.Findings);
        console.WriteLine($"{status.History.Count(row => row.IsFinished)} applied, {status.Pending.Count} pending");
    }

    private static string Name(HistoryEntry row) => row.Module == "default" ? row.Name : $"{row.Module}/{row.Name}";
}
