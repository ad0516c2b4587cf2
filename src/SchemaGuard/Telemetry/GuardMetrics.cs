using System.Diagnostics.Metrics;

namespace SchemaGuard.Telemetry;

/// <summary>The instruments of meter <c>SchemaGuard</c> that are used at every start.</summary>
internal static class GuardMetrics
{
    public const string MeterName = "SchemaGuard";

    /// <summary>The meter of all instruments.</summary>
    public static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        InstrumentNames.RunDuration,
        "s",
        "Time of one start or migration run, including what it waited for.",
        tags: null,
        MetricBuckets.Run
    );

    /// <summary>Gets whether somebody listens. The instruments that nobody could read are then not created at all.</summary>
    public static bool AreHeard => Duration.Enabled;

    /// <summary>Records a run.</summary>
    public static void RecordRun(string guard, StartupMode mode, string outcome, TimeSpan duration)
    {
        if (Duration.Enabled)
        {
            Duration.Record(
                duration.TotalSeconds,
                new(AttributeNames.Guard, guard),
                new(AttributeNames.Mode, mode.ToString().ToLowerInvariant()),
                new(AttributeNames.Outcome, outcome)
            );
        }
    }
}
