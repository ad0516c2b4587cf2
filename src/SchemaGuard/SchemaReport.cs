using System.Globalization;
using SchemaGuard.Execution;
using SchemaGuard.Monitoring;

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

    /// <summary>Gets when the check ended, by this process's clock.</summary>
    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>Gets the verdict: that of the most severe finding.</summary>
    public SchemaState State =>
        Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? SchemaState.Unhealthy
        : Findings.Any(finding => finding.Severity == FindingSeverity.Warning) ? SchemaState.Degraded
        : SchemaState.Healthy;

    /// <summary>Gets what the verdict rests on.</summary>
    internal DatabaseMark? Mark { get; init; }

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

    /// <summary>Says whether a finding is about a target.</summary>
    internal bool Concerns(string code, string target) => Findings.Any(finding => finding.Code == code && finding.Target == target);
}
