using System.Diagnostics.Metrics;

namespace SchemaGuard.Telemetry;

/// <summary>The instruments of meter <c>SchemaGuard</c>.</summary>
internal static class GuardMetrics
{
    public const string MeterName = "SchemaGuard";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Applied = Meter.CreateCounter<long>(
        "schemaguard.migrations.applied",
        "{migration}",
        "Migrations applied by this process."
    );

    private static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        "schemaguard.migrations.failed",
        "{migration}",
        "Migrations that failed in this process."
    );

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "schemaguard.migration.duration",
        "s",
        "Time to apply one migration, including its commit."
    );

    private static readonly Histogram<double> LockWait = Meter.CreateHistogram<double>(
        "schemaguard.lock.wait",
        "s",
        "Time until the migration lock was obtained."
    );

    private static readonly Gauge<int> Pending = Meter.CreateGauge<int>(
        "schemaguard.migrations.pending",
        "{migration}",
        "Migrations of this build that are not applied."
    );

    private static readonly Gauge<int> State = Meter.CreateGauge<int>(
        "schemaguard.state",
        null,
        "The verdict: 0 unknown, 1 healthy, 2 degraded, 3 unhealthy, 4 unreachable, 5 misconfigured."
    );

    public static void RecordApplied(string guard, string module, TimeSpan duration)
    {
        Applied.Add(1, new("guard", guard), new("module", module));
        Duration.Record(duration.TotalSeconds, new("guard", guard), new("module", module));
    }

    public static void RecordFailed(string guard, string module) => Failed.Add(1, new("guard", guard), new("module", module));

    public static void RecordLockWait(string guard, TimeSpan waited) =>
        LockWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("guard", guard));

    /// <summary>Records a verdict.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="pending">How many migrations are pending.</param>
    /// <param name="state">The number of the verdict.</param>
    public static void RecordState(string guard, int pending, int state)
    {
        Pending.Record(pending, new KeyValuePair<string, object?>("guard", guard));
        State.Record(state, new KeyValuePair<string, object?>("guard", guard));
    }
}
