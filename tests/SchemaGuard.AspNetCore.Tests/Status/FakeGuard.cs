namespace SchemaGuard.AspNetCore.Tests.Status;

/// <summary>A guard that says what a test wants, for what real databases hold only for a moment.</summary>
internal sealed class FakeGuard(string name = "default") : ISchemaGuard
{
    private int _reads;

    public string Name => name;

    public StartupMode Startup { get; set; } = StartupMode.Migrate;

    public SchemaReport? LastReport { get; set; }

    public GuardActivity Activity { get; set; } = new(GuardActivityKind.Idle, Since: null);

    /// <summary>Gets or sets how the status is read.</summary>
    public Func<CancellationToken, Task<SchemaStatus>> Status { get; set; } = _ => Task.FromResult(EmptyStatus(name));

    public Func<CancellationToken, Task<MigrationPlan>>? Plan { get; set; }

    public IReadOnlyList<TableStatistics> Tables { get; set; } = [];

    public StatementProgress? Progress { get; set; }

    /// <summary>Gets how often the status was read.</summary>
    public int Reads => _reads;

    public static SchemaStatus EmptyStatus(string name) =>
        new()
        {
            Guard = name,
            Product = "SQLite",
            ServerVersion = "3.50",
            Target = "orders.db",
        };

    /// <summary>Returns the report of a check that found these.</summary>
    public static SchemaReport Report(string name, SchemaLook look, params IReadOnlyList<Finding> findings) =>
        new()
        {
            Guard = name,
            Product = "PostgreSQL",
            ServerVersion = "18.4",
            Target = "db.internal/orders",
            Look = look,
            Findings = findings,
            AppliedCount = 12,
            CheckedAt = TimeProvider.System.GetUtcNow().AddSeconds(-12),
            Duration = TimeSpan.FromMilliseconds(14),
        };

    public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return Status(cancellationToken);
    }

    public Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default) =>
        Plan?.Invoke(cancellationToken) ?? throw new NotSupportedException();

    public Task<IReadOnlyList<TableStatistics>> ReadTableStatisticsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Tables);

    public Task<StatementProgress?> ReadProgressAsync(CancellationToken cancellationToken = default) => Task.FromResult(Progress);

    public Task<SchemaReport> CheckAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public SchemaManifest? ReadRequiredManifest() => throw new NotSupportedException();

    public IReadOnlyList<Finding> Compare(SchemaManifest expected, SchemaManifest actual) => throw new NotSupportedException();

    public Task<SchemaManifest> ReadManifestAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SchemaManifest> ReplayManifestAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SchemaReport> MigrateAsync(IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
