using System.Diagnostics.Metrics;

namespace SchemaGuard.Telemetry;

/// <summary>The instrument of meter <c>SchemaGuard</c> for the monitor. It exists from the monitor's first look.</summary>
internal static class LookMetrics
{
    private static readonly Histogram<double> Duration = GuardMetrics.Meter.CreateHistogram(
        InstrumentNames.LookDuration,
        "s",
        "Time of one look of the monitor at the database.",
        tags: null,
        MetricBuckets.Look
    );

    public static void Record(string guard, string outcome, TimeSpan duration) =>
        Duration.Record(duration.TotalSeconds, new(AttributeNames.Guard, guard), new(AttributeNames.Outcome, outcome));
}
