using System.Diagnostics.Metrics;

namespace SchemaGuard.Telemetry;

/// <summary>
/// The bounds that are suggested for histograms, in seconds. Those that collectors use otherwise are meant for milliseconds, and would put nearly
/// everything into the first bucket.
/// </summary>
internal static class MetricBuckets
{
    /// <summary>Gets the bounds for what may take from milliseconds, with nothing to do, to hours, with a large table to change.</summary>
    public static InstrumentAdvice<double> Run { get; } =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] };

    /// <summary>Gets the bounds for a read, or a wait that is short as a rule.</summary>
    public static InstrumentAdvice<double> Look { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };
}
