using SchemaGuard.AspNetCore.Status.Reading;

namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>The composition of what the page says of one guard.</summary>
/// <param name="gate">The gate of the host.</param>
/// <param name="historyRows">How many rows of the history are shown for each module.</param>
internal sealed class GuardViewComposer(ISchemaGate gate, int historyRows)
{
    /// <summary>Composes the view.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="reading">What was read from its database.</param>
    /// <param name="now">The time.</param>
    public GuardView Compose(ISchemaGuard guard, GuardReading reading, DateTimeOffset now)
    {
        var (report, activity) = (guard.LastReport, guard.Activity);
        return new GuardView
        {
            Name = guard.Name,
            Verdict = Verdicts.Of(guard, report, activity, gate, now),
            Activity = activity,
            Report = report,
            Reading = reading,
            Findings = FindingsOf(guard.Name, report, reading.Status),
            Modules = reading.Status is { } status ? ModulesOf(status) : [],
            Pending = PendingOf(report, reading),
            Tables = TablesOf(report, reading.Tables),
            Checks = report is null ? [] : [.. ForbiddenOf(report), .. InvariantsOf(report)],
        };
    }

    /// <summary>Returns what the last check found, and what was read since. The same finding is listed once.</summary>
    private IReadOnlyList<Finding> FindingsOf(string name, SchemaReport? report, SchemaStatus? status)
    {
        var refused = gate.Refusal is { } refusal && refusal.Guard.Equals(name, StringComparison.OrdinalIgnoreCase) ? refusal.Findings : [];
        return
        [
            .. refused
                .Concat(report?.Findings ?? [])
                .Concat(status?.Findings ?? [])
                .DistinctBy(finding => (finding.Code, finding.Target))
                .OrderByDescending(finding => finding.Severity),
        ];
    }

    private IReadOnlyList<ModuleView> ModulesOf(SchemaStatus status) =>
        [
            .. status
                .History.GroupBy(entry => entry.Module, StringComparer.OrdinalIgnoreCase)
                .Select(module => new ModuleView(
                    module.Key,
                    [.. module.Reverse().Take(historyRows)],
                    Math.Max(0, module.Count() - historyRows)
                )),
        ];

    private static IReadOnlyList<PendingView> PendingOf(SchemaReport? report, GuardReading reading) =>
        [
            .. (reading.Status?.Pending ?? report?.Pending ?? []).Select(pending => new PendingView(
                pending,
                reading.Plan?.Migrations.FirstOrDefault(planned =>
                    planned.Name == pending.Name && planned.Module.Equals(pending.Module, StringComparison.OrdinalIgnoreCase)
                )
            )),
        ];

    private static IReadOnlyList<TableView> TablesOf(SchemaReport? report, IReadOnlyList<TableStatistics>? read)
    {
        if (read is null)
        {
            return [.. (report?.RequiredTables ?? []).Select(name => NotRead(name, report!))];
        }

        return
        [
            .. read.OrderBy(table => table.IsRequired ? 0 : 1)
                .Select(table => new TableView(
                    table.Table,
                    table.IsRequired ? table.Exists : null,
                    (table.IsRequired, table.Exists) switch
                    {
                        (true, true) => "required, found",
                        (true, false) => "required, missing",
                        _ => "found",
                    },
                    table.EstimatedRows,
                    table.SizeInBytes
                )),
        ];
    }

    private static TableView NotRead(string name, SchemaReport report) =>
        Concerns(report, name, FindingCodes.RequiredTableMissing, FindingCodes.RequiredTableIsView)
            ? new TableView(name, Holds: false, "required, missing", Rows: null, Bytes: null)
            : new TableView(name, Seen(report), Seen(report) is null ? "required" : "required, found", Rows: null, Bytes: null);

    private static IEnumerable<CheckView> ForbiddenOf(SchemaReport report) =>
        report.ForbiddenTables.Select(name =>
            Concerns(report, name, FindingCodes.ForbiddenTablePresent)
                ? new CheckView($"No table {name}", Holds: false, "present")
                : new CheckView($"No table {name}", Seen(report), Seen(report) is null ? "not checked" : "absent")
        );

    private static IEnumerable<CheckView> InvariantsOf(SchemaReport report) =>
        report.Invariants.Select(name =>
            Concerns(report, name, FindingCodes.InvariantViolated) ? new CheckView(name, Holds: false, "violated")
            : Concerns(report, name, FindingCodes.InvariantFailed) ? new CheckView(name, Holds: false, "failed")
            : report.Findings.Any(finding => finding.Target == name) ? new CheckView(name, Holds: false, "see the findings")
            : new CheckView(name, Seen(report), Seen(report) is null ? "not checked" : "holds")
        );

    private static bool Concerns(SchemaReport report, string target, params ReadOnlySpan<string> codes)
    {
        foreach (var finding in report.Findings)
        {
            if (finding.Target == target && codes.Contains(finding.Code))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says that something without a finding holds, if a check was ever completed.</summary>
    private static bool? Seen(SchemaReport report) => report.LastSeen == SchemaState.Unknown ? null : true;
}
