using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.Reports;

namespace SchemaGuard;

/// <summary>The result of one check of one database. Immutable.</summary>
public sealed record SchemaReport
{
    /// <summary>Gets the guard's name.</summary>
    public required string Guard { get; init; }

    /// <summary>Gets the product's name, such as <c>SQLite</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Gets the server's version; empty when the database does not exist yet.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets a description of the database without secrets: a file, or a host and a database name.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// Gets the outcome of the check. If it could not be completed, the report contains what was known about the database before, and why
    /// nothing newer is known.
    /// </summary>
    public required SchemaLook Look { get; init; }

    /// <summary>Gets the time since which no check could be completed, by this process's clock; <see langword="null"/> if the last one was.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Gets the findings, most severe first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Gets the number of the newest row in the history; 0 if there is none.</summary>
    public long Head { get; init; }

    /// <summary>Gets the number of migrations of this build that are applied.</summary>
    public int AppliedCount { get; init; }

    /// <summary>Gets the pending migrations, in order.</summary>
    public IReadOnlyList<PendingMigration> Pending { get; init; } = [];

    /// <summary>Gets the migrations that this run applied.</summary>
    public IReadOnlyList<AppliedMigration> Applied { get; init; } = [];

    /// <summary>Gets the tables that must exist.</summary>
    public IReadOnlyList<string> RequiredTables { get; init; } = [];

    /// <summary>Gets the tables that must not exist.</summary>
    public IReadOnlyList<string> ForbiddenTables { get; init; } = [];

    /// <summary>Gets the names of the invariants.</summary>
    public IReadOnlyList<string> Invariants { get; init; } = [];

    /// <summary>Gets whether the catalog was read. If not, nothing in it has changed since it was last verified for this build.</summary>
    public bool CatalogRead { get; init; }

    /// <summary>Gets how long the check took, including what it applied and what it waited for.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// Gets the time at which the last completed check ended, by this process's clock; if there was none, the time at which the attempt
    /// failed.
    /// </summary>
    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>
    /// Gets the verdict: that of the last completed check, if it is <see cref="SchemaState.Unhealthy"/> or no check has failed since;
    /// otherwise the reason why checks fail.
    /// </summary>
    public SchemaState State =>
        LastSeen == SchemaState.Unhealthy
            ? SchemaState.Unhealthy
            : Look switch
            {
                SchemaLook.Complete => LastSeen,
                SchemaLook.Unreachable => SchemaState.Unreachable,
                SchemaLook.Misconfigured => SchemaState.Misconfigured,
                _ => SchemaState.Unknown,
            };

    /// <summary>
    /// Gets the verdict of the last completed check, which is that of its most severe finding; <see cref="SchemaState.Unknown"/> if there
    /// was none.
    /// </summary>
    public SchemaState LastSeen
    {
        get => Look == SchemaLook.Complete ? StateOf(Findings) : field;
        internal init;
    }

    /// <summary>Gets whether the application may serve.</summary>
    internal bool MayServe => State is SchemaState.Healthy or SchemaState.Degraded;

    /// <summary>Gets the mark that the verdict is based on.</summary>
    internal VerdictBasis? Basis { get; init; }

    /// <summary>Gets whether the verdict is based on a drift token that was not read, because only its witness was checked.</summary>
    internal bool IsTokenWitnessed { get; init; }

    /// <summary>
    /// Gets the last known end of the history, which the next check must find again: that of this check if nothing was unfinished,
    /// otherwise that of an earlier one.
    /// </summary>
    internal KnownHead? KnownEnd
    {
        get =>
            field
            ?? (
                Basis is { HasUnfinished: false, Head: { Sequence: > 0 } head }
                    ? new KnownHead(head.Chain, CheckedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
                    : null
            );
        init;
    }

    /// <summary>Keeps what an earlier report knew about the history, unless this one knows better.</summary>
    internal SchemaReport Remembering(SchemaReport last) =>
        KnownEnd is null || Findings.Any(finding => finding.Code == FindingCodes.HistoryWentBack)
            ? this with
            {
                KnownEnd = last.KnownEnd,
            }
            : this;

    /// <summary>Returns the report of a later check that failed. What is known stays known.</summary>
    /// <param name="failure">The report of the failure.</param>
    /// <param name="since">The time at which checks began to fail, unless this report knows better.</param>
    internal SchemaReport Failing(SchemaReport failure, DateTimeOffset since) =>
        this with
        {
            Look = failure.Look,
            LastSeen = LastSeen,
            FailingSince = FailingSince ?? since,
            Findings = [.. failure.Findings, .. Findings.Where(finding => !IsOfFailure(finding))],
            Applied = [],
            Duration = failure.Duration,
            Basis = null,
            KnownEnd = KnownEnd,
        };

    /// <summary>Determines whether a finding with a code is about a target.</summary>
    internal bool Concerns(string code, string target) => Findings.Any(finding => finding.Code == code && finding.Target == target);

    private static SchemaState StateOf(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.Severity == FindingSeverity.Error) ? SchemaState.Unhealthy
        : findings.Any(finding => finding.Severity == FindingSeverity.Warning) ? SchemaState.Degraded
        : SchemaState.Healthy;

    /// <summary>Determines whether a finding is the reason why a check failed, rather than something that a check found.</summary>
    private static bool IsOfFailure(Finding finding) =>
        finding.Code is FindingCodes.Unreachable or FindingCodes.LockTimeout or FindingCodes.Misconfigured;
}
