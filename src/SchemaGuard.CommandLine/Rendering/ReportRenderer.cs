using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of the report of a check or a migration.</summary>
internal static class ReportRenderer
{
    public static void Write(IAnsiConsole console, SchemaReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.Guard}[/]  {$"{report.Product} {report.ServerVersion}".TrimEnd()}, {report.Target}");
        console.WriteLine();
        WriteApplied(console, report);
        WriteChecks(
            console,
            "table",
            report.RequiredTables,
            name => !Is(report, name, FindingCodes.RequiredTableMissing, FindingCodes.RequiredTableIsView)
        );
        WriteChecks(console, "absent", report.ForbiddenTables, name => !Is(report, name, FindingCodes.ForbiddenTablePresent));
        WriteChecks(
            console,
            "invariant",
            report.Invariants,
            name =>
                !Is(
                    report,
                    name,
                    FindingCodes.InvariantViolated,
                    FindingCodes.InvariantFailed,
                    FindingCodes.IndexNotUsed,
                    FindingCodes.ProbeFailed
                )
        );
        if (report.Findings.Count > 0)
        {
            console.WriteLine();
            FindingsText.Write(console, report.Findings);
        }

        var (color, word) = Verdict(report.State);
        var migrations = $"{report.AppliedCount} of {ReadableText.Count(report.AppliedCount + report.Pending.Count, "migration")} applied";
        console.MarkupLineInterpolated($"[{color}]{word}[/]  {migrations}, checked in {ReadableText.Time(report.Duration)}");
    }

    private static void WriteApplied(IAnsiConsole console, SchemaReport report)
    {
        if (report.Applied.Count == 0)
        {
            return;
        }

        var grid = new Grid();
        grid.AddColumn(new GridColumn().PadLeft(2).PadRight(1).NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().RightAligned().NoWrap());
        foreach (var migration in report.Applied)
        {
            var work = migration.Kind == MigrationKind.Code ? "code" : ReadableText.Count(migration.Statements, "statement");
            grid.AddRow(
                new Markup("[green]✓[/]"),
                new Text(migration.Name),
                new Text(work),
                new Text(ReadableText.Time(migration.Duration))
            );
        }

        console.Write(grid);
    }

    private static void WriteChecks(IAnsiConsole console, string kind, IReadOnlyList<string> names, Func<string, bool> passes)
    {
        foreach (var name in names)
        {
            var (color, mark) = passes(name) ? ("green", "✓") : ("red", "✗");
            console.MarkupLineInterpolated($"  [{color}]{mark}[/] {kind} {name}");
        }
    }

    private static bool Is(SchemaReport report, string target, params string[] codes) =>
        report.Findings.Any(finding => finding.Target == target && codes.Contains(finding.Code, StringComparer.Ordinal));

    private static (string Color, string Word) Verdict(SchemaState state) =>
        state switch
        {
            SchemaState.Healthy => ("green", "Healthy"),
            SchemaState.Degraded => ("yellow", "Degraded"),
            SchemaState.Unhealthy => ("red", "Unhealthy"),
            SchemaState.Unreachable => ("red", "Unreachable"),
            SchemaState.Misconfigured => ("red", "Misconfigured"),
            _ => ("red", "Not checked"),
        };
}
