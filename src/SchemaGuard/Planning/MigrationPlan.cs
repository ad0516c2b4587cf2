using SchemaGuard.History;
using SchemaGuard.Planning;

namespace SchemaGuard;

/// <summary>The migrations to apply to a database, in order, and what prevents it. Immutable.</summary>
public sealed class MigrationPlan
{
    internal MigrationPlan(HistoryHead head, IReadOnlyList<PlannedMigration> migrations, IReadOnlyList<Finding> findings, int applied)
    {
        Head = head;
        Migrations = migrations;
        Findings = findings;
        AppliedCount = applied;
    }

    /// <summary>Gets the migrations to apply, in order.</summary>
    public IReadOnlyList<PlannedMigration> Migrations { get; }

    /// <summary>Gets the findings of the comparison of history, build and scripts.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Gets how many migrations of this build are already applied.</summary>
    public int AppliedCount { get; }

    /// <summary>Gets whether a finding prevents any migration from being applied.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity == FindingSeverity.Error);

    /// <summary>Returns the plan with one more finding before the others.</summary>
    internal MigrationPlan Refused(Finding? finding) =>
        finding is null
            ? this
            : new MigrationPlan(Head, Migrations, [finding, .. Findings], AppliedCount) { GivenUp = GivenUp, Unowned = Unowned };

    /// <summary>Gets the rows of migrations that were started, of which nothing was done, and that this plan does not continue.</summary>
    internal IReadOnlyList<HistoryRow> GivenUp { get; init; } = [];

    /// <summary>Gets the partly done migrations that this build does not have; the plan contains their findings.</summary>
    internal IReadOnlyList<UnownedMigration> Unowned { get; init; } = [];

    /// <summary>
    /// Gets whether unfinished migrations are all that prevents the plan from being applied. Only the migration lock shows whether they
    /// were interrupted or are still running.
    /// </summary>
    internal bool IsContested =>
        IsBlocked && Findings.All(finding => finding.Severity != FindingSeverity.Error || finding.Code == FindingCodes.Partial);

    /// <summary>Gets the state of the history for which the plan was made.</summary>
    internal HistoryHead Head { get; }
}
