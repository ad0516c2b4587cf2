using System.Diagnostics.Metrics;

namespace SchemaGuard.Telemetry;

/// <summary>The instruments of meter <c>SchemaGuard</c> for what is applied. They exist from the first lock that a process takes.</summary>
internal static class MigrationMetrics
{
    private static readonly Counter<long> Applied = GuardMetrics.Meter.CreateCounter<long>(
        InstrumentNames.Applied,
        "{migration}",
        "Migrations applied by this process."
    );

    private static readonly Counter<long> Failed = GuardMetrics.Meter.CreateCounter<long>(
        InstrumentNames.Failed,
        "{migration}",
        "Migrations that failed in this process."
    );

    private static readonly Histogram<double> Duration = GuardMetrics.Meter.CreateHistogram(
        InstrumentNames.MigrationDuration,
        "s",
        "Time to apply one migration, including its commit.",
        tags: null,
        MetricBuckets.Run
    );

    private static readonly Histogram<double> LockWait = GuardMetrics.Meter.CreateHistogram(
        InstrumentNames.LockWait,
        "s",
        "Time until the migration lock was obtained.",
        tags: null,
        MetricBuckets.Look
    );

    public static void RecordApplied(string guard, string module, TimeSpan duration)
    {
        Applied.Add(1, new(AttributeNames.Guard, guard), new(AttributeNames.Module, module));
        Duration.Record(duration.TotalSeconds, new(AttributeNames.Guard, guard), new(AttributeNames.Module, module));
    }

    public static void RecordFailed(string guard, string module) =>
        Failed.Add(1, new(AttributeNames.Guard, guard), new(AttributeNames.Module, module));

    public static void RecordLockWait(string guard, TimeSpan waited) =>
        LockWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>(AttributeNames.Guard, guard));
}
