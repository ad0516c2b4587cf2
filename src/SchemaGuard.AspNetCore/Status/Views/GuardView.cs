using SchemaGuard.AspNetCore.Status.Reading;

namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>What the page says of one guard.</summary>
internal sealed record GuardView
{
    /// <summary>Gets the guard's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required VerdictView Verdict { get; init; }

    /// <summary>Gets what the guard is doing.</summary>
    public required GuardActivity Activity { get; init; }

    /// <summary>Gets the last report in this process.</summary>
    public SchemaReport? Report { get; init; }

    /// <summary>Gets what was read from the database; nothing if the page does not show the guard in full.</summary>
    public GuardReading Reading { get; init; } = GuardReading.None;

    /// <summary>Gets the findings, most severe first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Gets the modules with their histories.</summary>
    public IReadOnlyList<ModuleView> Modules { get; init; } = [];

    /// <summary>Gets the pending migrations, in order.</summary>
    public IReadOnlyList<PendingView> Pending { get; init; } = [];

    /// <summary>Gets the tables.</summary>
    public IReadOnlyList<TableView> Tables { get; init; } = [];

    /// <summary>Gets the other things that must hold: invariants, and tables that must not exist.</summary>
    public IReadOnlyList<CheckView> Checks { get; init; } = [];

    /// <summary>Gets the number of applied migrations of this build, if it is known.</summary>
    public int? Applied => Reading.Plan?.AppliedCount ?? Report?.AppliedCount ?? Reading.Status?.History.Count(entry => entry.IsFinished);

    /// <summary>Gets the number of pending migrations, if it is known.</summary>
    public int? PendingCount => Reading.Status?.Pending.Count ?? Report?.Pending.Count;

    /// <summary>Gets the product, its version and the database, if they are known.</summary>
    public string? Database =>
        Report is { } report ? Describe(report.Product, report.ServerVersion, report.Target)
        : Reading.Status is { } status ? Describe(status.Product, status.ServerVersion, status.Target)
        : null;

    private static string Describe(string product, string version, string target) =>
        string.Join(' ', new[] { product, version }.Where(part => part.Length > 0)) + ", " + target;
}
