using System.Globalization;
using System.Text;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Reports;

/// <summary>The text of a report for people: what was checked, what was applied, the verdict.</summary>
internal static class ReportText
{
    private const int MostMigrations = 20;

    /// <summary>Writes the verdict in one sentence.</summary>
    public static string Summary(SchemaReport report)
    {
        var duration = DurationText.Format(report.Duration);
        if (report.Applied.Count > 0)
        {
            return $"{Count(report.Applied.Count, "migration")} applied in {duration}.";
        }

        var parts = new List<string> { Count(report.AppliedCount, "migration") };
        if (report.RequiredTables.Count > 0)
        {
            parts.Add(Count(report.RequiredTables.Count, "required table"));
        }

        if (report.Invariants.Count > 0)
        {
            parts.Add(Count(report.Invariants.Count, "invariant"));
        }

        var list = parts.Count == 1 ? parts[0] : string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1];
        return $"nothing to do. {list} checked in {duration}.";
    }

    /// <summary>Writes the details, each line indented, beginning with a line break; empty if nothing was done or found.</summary>
    public static string Details(SchemaReport report) =>
        report.Applied.Count == 0 && report.Findings.Count == 0 ? "" : PrintableText.Lines(ComposeDetails(report));

    /// <summary>Returns the name of a severity for people.</summary>
    public static string SeverityName(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "information",
        };

    /// <summary>Writes a number with its noun.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string ComposeDetails(SchemaReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n\n  Database    {report.Product} {report.ServerVersion}, {report.Target}");
        AppendMigrations(text, report);
        AppendChecks(text, "Tables", "required", report.RequiredTables, name => !IsFoundMissing(report, name));
        AppendChecks(
            text,
            "Absent",
            "forbidden",
            report.ForbiddenTables,
            name => !report.Concerns(FindingCodes.ForbiddenTablePresent, name)
        );
        AppendChecks(text, "Invariants", "that must hold", report.Invariants, name => !IsFoundBroken(report, name));
        foreach (var finding in report.Findings)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n\n  {finding.Code} {SeverityName(finding.Severity)}: {finding.Message}\n         {finding.Remedy}"
            );
        }

        return text.Append('\n').ToString();
    }

    private static void AppendMigrations(StringBuilder text, SchemaReport report)
    {
        var total = report.AppliedCount + report.Pending.Count;
        text.Append(CultureInfo.InvariantCulture, $"\n  Migrations  {report.AppliedCount} of {total} applied");
        var width = report.Applied.Take(MostMigrations).Select(migration => migration.Name.Length).DefaultIfEmpty().Max();
        foreach (var migration in report.Applied.Take(MostMigrations))
        {
            var statements = migration.Kind == MigrationKind.Code ? "code" : Count(migration.Statements, "statement");
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n    ✓ {migration.Name.PadRight(width)}  {statements, -14} {DurationText.Format(migration.Duration), 9}"
            );
        }

        if (report.Applied.Count > MostMigrations)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n    … and {report.Applied.Count - MostMigrations} more, up to {report.Applied[^1].Name}"
            );
        }
    }

    private static void AppendChecks(StringBuilder text, string title, string what, IReadOnlyList<string> names, Func<string, bool> passes)
    {
        if (names.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n  {title, -10}  {names.Count} {what}");
        foreach (var name in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {(passes(name) ? '✓' : '✗')} {name}");
        }
    }

    private static bool IsFoundMissing(SchemaReport report, string table) =>
        report.Concerns(FindingCodes.RequiredTableMissing, table) || report.Concerns(FindingCodes.RequiredTableIsView, table);

    private static bool IsFoundBroken(SchemaReport report, string invariant) =>
        report.Concerns(FindingCodes.InvariantViolated, invariant)
        || report.Concerns(FindingCodes.InvariantFailed, invariant)
        || report.Concerns(FindingCodes.IndexNotUsed, invariant)
        || report.Concerns(FindingCodes.ProbeFailed, invariant);
}
