using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of the status: a table of applied, unfinished and pending migrations.</summary>
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
                State(row),
                ReadableText.Moment(row.AppliedAt),
                ReadableText.Time(row.Duration),
                Markup.Escape(row.Application ?? ""),
            ];
            table.AddRow(cells[..columns.Length]);
        }

        foreach (
            var pending in status.Pending.Where(pending =>
                !status.History.Any(row => IsOf(row, pending) && row is { IsFinished: false, IsWithdrawn: false })
            )
        )
        {
            table.AddRow(((string[])["", Markup.Escape(pending.ToString()), "[yellow]pending[/]", "", "", ""])[..columns.Length]);
        }

        console.Write(table);
        WriteUnfinished(console, status);
        FindingsText.Write(console, status.Findings);
        console.WriteLine($"{status.History.Count(row => row.IsFinished)} applied, {status.Pending.Count} pending");
    }

    /// <summary>Writes what failed last, and who holds the migration lock.</summary>
    private static void WriteUnfinished(IAnsiConsole console, SchemaStatus status)
    {
        foreach (var row in status.History.Where(row => row is { IsFinished: false, IsWithdrawn: false, Error: not null }))
        {
            console.MarkupLineInterpolated($"  [red]{Name(row)}[/] last failed with: {row.Error}");
            console.WriteLine();
        }

        foreach (var migration in status.Unfinished)
        {
            WriteJournal(console, migration);
        }

        if (status.LockHolder is { } holder)
        {
            console.MarkupLineInterpolated($"[yellow]Migration lock[/] held by {holder}");
            console.WriteLine();
        }
    }

    /// <summary>Writes how much of a migration is done and begun, a few statements around that place, and what the next run does.</summary>
    private static void WriteJournal(IAnsiConsole console, UnfinishedMigration migration)
    {
        const int Before = 3;
        const int After = 4;
        console.MarkupLineInterpolated($"[bold]{migration.Name}[/]");
        var done = migration.Steps.Count(step => step.State == UnfinishedStepState.Done);
        var shown = migration.Steps.Skip(Math.Max(0, done - Before)).Take(Math.Min(done, Before) + After).ToList();
        foreach (var step in shown)
        {
            var state = step.State.ToString().ToLowerInvariant();
            var place = $"{step.Line}:{step.Column}";
            console.MarkupLineInterpolated($"  [grey]{ReadableText.Number(step.Number), 4}  {place, 7}[/]  {state, -7}  {step.Summary}");
        }

        if (migration.Steps.Count - Math.Max(0, done - Before) - shown.Count is var more and > 0)
        {
            console.MarkupLineInterpolated($"  [grey]and {ReadableText.Count(more, "more statement")}[/]");
        }

        console.WriteLine($"  {migration.Next}");
        console.WriteLine();
    }

    private static string State(HistoryEntry row)
    {
        var begun = row.Begun is { } statement
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", statement {statement} begun")
            : "";
        return row.IsFinished ? "[green]applied[/]"
            : row.IsWithdrawn ? "withdrawn"
            : row.Kind == HistoryEntryKind.Code ? $"[red]partial{(row.Begun is null ? "" : ", its code begun")}[/]"
            : $"[red]partial, {row.StatementsDone} of {row.Statements} done{begun}[/]";
    }

    private static bool IsOf(HistoryEntry row, PendingMigration pending) =>
        row.Module.Equals(pending.Module, StringComparison.OrdinalIgnoreCase) && row.Name == pending.Name;

    private static string Name(HistoryEntry row) =>
        row.Module.Equals("default", StringComparison.OrdinalIgnoreCase) ? row.Name : $"{row.Module}/{row.Name}";
}
