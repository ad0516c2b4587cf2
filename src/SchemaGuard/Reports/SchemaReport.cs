using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.Reports;

namespace SchemaGuard;

/// <summary>Says everything that one check of one database found. Immutable.</summary>
public sealed record SchemaReport
{
    /// <summary>Gets the guard's name.</summary>
    public required string Guard { get; init; }

    /// <summary>Gets the product's name, such as <c>SQLite</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Gets the server's version; empty when the database does not exist yet.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets the database in words that hold no secret: a file, or a host and a database name.</summary>
    public required string Target { get; init; }

    /// <summary>Gets what came of the look. Where it could not be carried out, the report tells what was known of the database before, and why nothing newer is.</summary>
    public required SchemaLook Look { get; init; }

    /// <summary>Gets since when no look could be carried out, by this process's clock; <see langword="null"/> where the last one was.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Gets what was found, most severe first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Gets the number of the newest row of the history; 0 where there is none.</summary>
    public long Head { get; init; }

    /// <summary>Gets how many migrations of this build are applied.</summary>
    public int AppliedCount { get; init; }

    /// <summary>Gets the names of the migrations that are pending, in order.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Gets what this run has applied.</summary>
    public IReadOnlyList<AppliedMigration> Applied { get; init; } = [];

    /// <summary>Gets the tables that must exist.</summary>
    public IReadOnlyList<string> RequiredTables { get; init; } = [];

    /// <summary>Gets the tables that must not exist.</summary>
    public IReadOnlyList<string> ForbiddenTables { get; init; } = [];

    /// <summary>Gets the names of the invariants.</summary>
    public IReadOnlyList<string> Invariants { get; init; } = [];

    /// <summary>Gets whether the catalog was read. If not, nothing in it has changed since it was last verified for this build.</summary>
    public bool CatalogRead { get; init; }

    /// <summary>Gets how long the check took, with what it applied and what it waited for.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets when the last look ended that was carried out, by this process's clock; where none was, when that was found out.</summary>
    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>Gets the verdict: that of the last look that was carried out, if it is <see cref="SchemaState.Unhealthy"/> or there was none since that failed; else why none can be.</summary>
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

    /// <summary>Gets the verdict of the last look that was carried out: that of its most severe finding; <see cref="SchemaState.Unknown"/> where there was none.</summary>
    public SchemaState LastSeen
    {
        get => Look == SchemaLook.Complete ? StateOf(Findings) : field;
        internal init;
    }

    /// <summary>Gets whether the application may serve.</summary>
    internal bool MayServe => State is SchemaState.Healthy or SchemaState.Degraded;

    /// <summary>Gets what the verdict rests on.</summary>
    internal DatabaseMark? Mark { get; init; }

    /// <summary>Gets whether the verdict rests on a drift token that was not read, as only its witness was looked at.</summary>
    internal bool IsTokenWitnessed { get; init; }

    /// <summary>Gets the end that the history is known to have had, which the next look must find again: that of this look, where nothing was unfinished, or of one before it.</summary>
    internal KnownHead? KnownEnd
    {
        get =>
            field
            ?? (
                Mark is { HasUnfinished: false, Head: { Sequence: > 0 } head }
                    ? new KnownHead(head.Chain, CheckedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
                    : null
            );
        init;
    }

    /// <summary>Keeps what a report before this one knew of the history, where this one does not know better.</summary>
    internal SchemaReport Remembering(SchemaReport last) =>
        KnownEnd is null || Findings.Any(finding => finding.Code == FindingCodes.HistoryWentBack)
            ? this with
            {
                KnownEnd = last.KnownEnd,
            }
            : this;

    /// <summary>Gives the report of a look that failed after this one: what is known stays known.</summary>
    /// <param name="failure">Why the look failed.</param>
    /// <param name="since">When looks began to fail, unless this report knows better.</param>
    internal SchemaReport Failing(SchemaReport failure, DateTimeOffset since) =>
        this with
        {
            Look = failure.Look,
            LastSeen = LastSeen,
            FailingSince = FailingSince ?? since,
            Findings = [.. failure.Findings, .. Findings.Where(finding => !IsOfFailure(finding))],
            Applied = [],
            Duration = failure.Duration,
            Mark = null,
            KnownEnd = KnownEnd,
        };

    /// <summary>Says whether a finding is about a target.</summary>
    internal bool Concerns(string code, string target) => Findings.Any(finding => finding.Code == code && finding.Target == target);

    private static SchemaState StateOf(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.Severity == FindingSeverity.Error) ? SchemaState.Unhealthy
        : findings.Any(finding => finding.Severity == FindingSeverity.Warning) ? SchemaState.Degraded
        : SchemaState.Healthy;

    /// <summary>Says whether a finding is why a look failed, and nothing that a look found.</summary>
    private static bool IsOfFailure(Finding finding) =>
        finding.Code is FindingCodes.Unreachable or FindingCodes.LockTimeout or FindingCodes.Misconfigured;
}
