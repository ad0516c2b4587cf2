using SchemaGuard.Execution;
using SchemaGuard.Providers;

namespace SchemaGuard.Planning;

/// <summary>Says what is to be applied to a database, in order, and what stands in the way. Immutable.</summary>
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

    /// <summary>Gets what the comparison of history, build and scripts found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Gets how many migrations of this build are already applied.</summary>
    public int AppliedCount { get; }

    /// <summary>Gets whether a finding forbids applying anything.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity == FindingSeverity.Error);

    /// <summary>Returns the plan with one more finding, before the others.</summary>
    internal MigrationPlan Refused(Finding? finding) =>
        finding is null
            ? this
            : new MigrationPlan(Head, Migrations, [finding, .. Findings], AppliedCount) { GivenUp = GivenUp, Unowned = Unowned };

    /// <summary>Gets the rows of migrations that were begun, of which nothing was done, and with which this plan does not go on.</summary>
    internal IReadOnlyList<HistoryRow> GivenUp { get; init; } = [];

    /// <summary>Gets the migrations that are partly done and that this build does not have; their findings are among those of the plan.</summary>
    internal IReadOnlyList<UnownedMigration> Unowned { get; init; } = [];

    /// <summary>
    /// Gets whether all that forbids applying anything is a migration that somebody has begun and not finished. Whether they were
    /// interrupted, or are still at it, only the migration lock tells.
    /// </summary>
    internal bool IsContested =>
        IsBlocked && Findings.All(finding => finding.Severity != FindingSeverity.Error || finding.Code == FindingCodes.Partial);

    /// <summary>Gets the state of the history for which the plan was made.</summary>
    internal HistoryHead Head { get; }
}
